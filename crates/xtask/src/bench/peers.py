"""Times other tools on a file of purchases (customer, date, amount; dates from 1970-01-01, seen until day 273, in weeks).

peers.py FILE: prints, tabs between, tool, what, seconds, log-likelihood; or "tool", "missing". Memory in MB at the end.
The log-likelihood is ours to compute at the parameters found, so that all are compared by the same measure.
"""

import resource
import sys
import time

END = 273


def tell(*cells):
    print(*cells, sep="\t", flush=True)


def bgnbd(x, t_x, t, at):
    """Fader, Hardie & Lee 2005, eq. (6)."""
    import numpy as np
    from scipy.special import betaln, gammaln

    r, alpha, a, b = at
    head = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b)
    there = -(r + x) * np.log(alpha + t)
    gone = np.where(x > 0, np.log(a) - np.log(np.maximum(b + x - 1, 1e-300)) - (r + x) * np.log(alpha + t_x), -np.inf)
    return float((head + np.logaddexp(there, gone)).sum())


def lifetimes(file):
    try:
        import pandas as pd
        from lifetimes import BetaGeoFitter
        from lifetimes.utils import summary_data_from_transaction_data
    except ImportError:
        return tell("lifetimes", "missing")
    start = time.perf_counter()
    purchases = pd.read_csv(file, parse_dates=["date"])
    end = pd.Timestamp("1970-01-01") + pd.Timedelta(days=END)
    summary = summary_data_from_transaction_data(
        purchases, "customer", "date", observation_period_end=end, freq="D", freq_multiplier=7
    )
    fitting = time.perf_counter()
    model = BetaGeoFitter(penalizer_coef=0.0)
    model.fit(summary["frequency"], summary["recency"], summary["T"])
    fitted = time.perf_counter()
    horizon = 90 / 7
    model.conditional_expected_number_of_purchases_up_to_time(
        horizon, summary["frequency"], summary["recency"], summary["T"]
    )
    model.conditional_probability_alive(summary["frequency"], summary["recency"], summary["T"])
    scored = time.perf_counter()
    at = [float(model.params_[name]) for name in ("r", "alpha", "a", "b")]
    height = bgnbd(*(summary[name].to_numpy(float) for name in ("frequency", "recency", "T")), at)
    tell("lifetimes", "fit", fitted - fitting, height)
    tell("lifetimes", "scores", scored - start, height)
    return summary


def pymc_marketing(summary):
    try:
        from pymc_marketing.clv import BetaGeoModel
    except ImportError:
        return tell("pymc-marketing", "missing")
    if summary is None:
        return None
    data = summary[["frequency", "recency", "T"]].reset_index().rename(columns={"customer": "customer_id"})
    # The first run compiles; the second is what its users wait for every day.
    for _ in range(2):
        model = BetaGeoModel(data=data)
        start = time.perf_counter()
        model.fit(method="map")
        took = time.perf_counter() - start
    at = [float(model.fit_result[name].mean()) for name in ("r", "alpha", "a", "b")]
    height = bgnbd(*(data[name].to_numpy(float) for name in ("frequency", "recency", "T")), at)
    tell("pymc-marketing", "fit", took, height)


if __name__ == "__main__":
    pymc_marketing(lifetimes(sys.argv[1]))
    tell("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
