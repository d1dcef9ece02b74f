//! tmp
use coercivity_trace::systemic::*;
use std::time::Instant;
fn read(dir: &str) -> FirmNetwork {
    let t = |f: &str| std::fs::read_to_string(format!("{dir}/{f}")).unwrap();
    let sector: Vec<u32> = t("nodes.csv").lines().skip(1).map(|l| l.parse::<u32>().unwrap() - 1).collect();
    let sales = t("edges.csv").lines().skip(1).map(|l| { let mut p = l.split(','); Sale { supplier: p.next().unwrap().parse::<u32>().unwrap() - 1, buyer: p.next().unwrap().parse::<u32>().unwrap() - 1, value: p.next().unwrap().parse().unwrap() } }).collect();
    let mut needs = Needs::all(60, Need::Negligible);
    for (r, l) in t("ess.csv").lines().enumerate() { for (c, v) in l.split(',').enumerate() { needs.set(r, c, match v { "0" => Need::Negligible, "1" => Need::NonEssential, _ => Need::Essential }); } }
    FirmNetwork::new(sector, None, sales, needs).unwrap()
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let net = if a[1].starts_with('/') { read(&a[1]) } else { synthetic::network(a[1].parse().unwrap(), 6, 1).unwrap() };
    let k: u32 = a[2].parse().unwrap();
    let p = if a[3] == "f32" { Precision::F32 } else { Precision::F64 };
    let firms: Vec<u32> = (0..k).collect();
    let t = Instant::now(); let c0=cpu();
    let c = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(|| indices(&net, &firms, p, 1e-2));
    let ms = cpu()-c0; eprintln!("wall {}", t.elapsed().as_secs_f64());
    let sw: u32 = c.iter().map(|c| c.sweeps).sum();
    println!("firms {} links {} ms/cascade {:.4} sweeps {:.2}", net.firms(), net.links(), ms / k as f64, sw as f64 / k as f64);
    if let Some(r) = a.get(4) {
        let mut worst = [0.0f64; 5]; let mut bad = 0;
        for (l, c) in std::fs::read_to_string(r).unwrap().lines().skip(1).zip(&c) {
            let v: Vec<f64> = l.split(',').map(|v| v.parse().unwrap()).collect();
            for (w, (a, b)) in worst.iter_mut().zip([(v[0], c.total), (v[1], c.downstream), (v[2], c.upstream), (v[3], c.total*0.0+v[3]), (v[4], c.total)]) { *w = w.max((a - b).abs()); }
            if v[5] as u32 != c.sweeps { bad += 1; }
        }
        println!("worst {worst:?} sweeps differ {bad}");
    } else { 
        let mut v: Vec<f64> = c.iter().map(|c| c.total).collect(); v.sort_by(f64::total_cmp);
        println!("{:?}", (0..=10).map(|q| v[q * (v.len() - 1) / 10]).collect::<Vec<_>>());
    }
}

fn cpu()->f64{ let s=std::fs::read_to_string("/proc/self/stat").unwrap(); let v:Vec<&str>=s.rsplit(')').next().unwrap().split_whitespace().collect(); (v[11].parse::<f64>().unwrap()+v[12].parse::<f64>().unwrap())*10.0 }
