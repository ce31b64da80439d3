# Times CLVTools on a file of purchases (customer, date, amount; dates from 1970-01-01, seen until day 273, in weeks).
#
# peers.R FILE: prints, tabs between, tool, what, seconds, log-likelihood; or "tool", "missing".
file <- commandArgs(trailingOnly = TRUE)[1]
tell <- function(...) cat(paste(..., sep = "\t"), "\n", sep = "")
if (!requireNamespace("CLVTools", quietly = TRUE)) {
  tell("CLVTools", "missing")
} else {
  suppressMessages(library(CLVTools))
  purchases <- read.csv(file, colClasses = c("character", "character", "numeric"))
  seen <- suppressMessages(clvdata(
    purchases, date.format = "ymd", time.unit = "week", name.id = "customer", name.date = "date", name.price = "amount"
  ))
  for (model in c("bgnbd", "pnbd")) {
    took <- system.time(found <- suppressMessages(get(model)(seen, verbose = FALSE)))[["elapsed"]]
    tell("CLVTools", model, took, as.numeric(logLik(found)))
  }
}
