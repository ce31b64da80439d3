//! Work that does not wait for its neighbour, on as many threads as there are processors.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// More threads than this are none the faster here.
const THREADS: usize = 4;

/// What `work` makes of each, in their order. What a thread could not do, or none could be had for, is done here.
pub(crate) fn each<T: Sync, R: Send>(all: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<Option<R>>> = Mutex::new(all.iter().map(|_| None).collect());
    let work = &work;
    let some = || {
        while let Some((at, one)) = take(all, &next) {
            let made = work(one);
            if let Ok(mut done) = done.lock()
                && let Some(place) = done.get_mut(at)
            {
                *place = Some(made);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(THREADS).min(all.len()) {
            // Where no thread is to be had, this one does it all.
            let _ = std::thread::Builder::new().spawn_scoped(scope, some);
        }
        some();
    });
    let done = done.into_inner().unwrap_or_default();
    let rest = done.into_iter().chain(std::iter::repeat_with(|| None));
    rest.zip(all)
        .map(|(made, one)| made.unwrap_or_else(|| work(one)))
        .collect()
}

fn take<'a, T>(all: &'a [T], next: &AtomicUsize) -> Option<(usize, &'a T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    Some((at, all.get(at)?))
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn all_is_done_once_and_stays_in_order() {
        let all: Vec<usize> = (0..1_000).collect();
        let doubled: Vec<usize> = all.iter().map(|one| one * 2).collect();
        assert_eq!(each(&all, |one| one * 2), doubled);
        assert!(each(&[] as &[u8], |one| *one).is_empty());
    }
}
