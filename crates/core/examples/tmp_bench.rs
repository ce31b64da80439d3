use fidele_core::import::{preview::Choices, report::Control};
use std::time::Instant;
fn rss() -> String {
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    s.lines()
        .filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS"))
        .collect::<Vec<_>>()
        .join(" ")
}
#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().collect();
    let path = std::path::PathBuf::from(&args[1]);
    let book = std::path::PathBuf::from(&args[2]);
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", book.display()));
    }
    let settings = fidele_core::notebook::Settings {
        name: "x".into(),
        ..Default::default()
    };
    let clock = fidele_core::time::Clock::Fixed("2027-01-01".parse().unwrap());
    let nb = fidele_core::Notebook::create(&book, &settings, clock)
        .await
        .unwrap();
    let t = Instant::now();
    let p = nb.preview_import(&path, &Choices::default()).await.unwrap();
    println!("preview {:?}", t.elapsed());
    let t = Instant::now();
    let started = Instant::now();
    let last = std::sync::Mutex::new(None);
    let c = Control::watched_by(move |p| {
        let mut l = last.lock().unwrap();
        if *l != Some(p.phase) {
            println!("  {:?} {:?} {}", p.phase, started.elapsed(), rss());
            *l = Some(p.phase);
        }
    });
    if args.get(3).is_some() {
        let d = nb
            .dry_run_import(&path, &p.mapping, &[], &Control::default())
            .await
            .unwrap();
        println!("dry {:?} {} undecided", t.elapsed(), d.undecided.len());
    }
    let t = Instant::now();
    let r = nb.import(&path, &p.mapping, &[], &c).await.unwrap();
    println!("{}", rss());
    println!("import {:?} {:?}", t.elapsed(), r.counts);
    let t = Instant::now();
    nb.close().await;
    println!("close {:?}", t.elapsed());
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    println!(
        "{}",
        status.lines().find(|l| l.starts_with("VmHWM")).unwrap()
    );
}
