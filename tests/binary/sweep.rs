//! Sweeps from the command line: what shared parents may not change, what a kill takes, and what is told of mistakes.

use std::{path::Path, process::Command, time::Instant};

use crate::{
    Desk,
    common::{Program, json, kills, names_in, random_moments, rounded, text},
};

/// A sweep over this grid. Each cell is a second of work on digits.
fn sweep(grid: &str, protocol: &str) -> String {
    format!(
        r#"
name = "digits"
{grid}
[local]
parallel = 2
threads = 1
[experiment]
version = 2
name = "digits"
seed = 1
cut = 1
batch_size = 64
data = {{ set = "digits", train = 500, validation = 100, test = 200 }}
network = {{ kind = "mlp", hidden = [32, 16, 16] }}
optimizer = {{ kind = "sgd", learning_rate = 0.05, momentum = 0.9 }}
attack = {{ kind = "pgd", norm = "linf", epsilon = 0.1, steps = 5 }}
[experiment.evaluation]
every = 8
samples = 100
attack = {{ kind = "pgd", norm = "linf", epsilon = 0.1, steps = 10 }}
{protocol}
"#
    )
}

const TRANSFER: &str = r#"
[experiment.protocol]
kind = "transfer"
rest = [1]
normal_epochs = 4
robust_epochs = 4
fine_tune_epochs = 3
measure = { samples = 200, fit = 200 }
"#;

const TRIAGE: &str = r#"
[experiment.protocol]
kind = "triage"
schemes = ["local"]
parents = ["clean", "adversarial"]
parent_epochs = 3
epochs = 2
"#;

const PLAIN: &str = r#"
[[experiment.phases]]
epochs = 2
front = "adversarial"
rest = "clean"
"#;

/// The names of all files below a folder that must be the same however a run came about.
fn weights_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for name in names_in(folder) {
        if folder.join(&name).is_dir() {
            found.extend(weights_below(&folder.join(&name)).into_iter().map(|below| format!("{name}/{below}")));
        } else if name.ends_with(".safetensors") || name == "metrics.csv" {
            found.push(name);
        }
    }
    found
}

fn assert_same_bits(expected: &Path, found: &Path) -> usize {
    let names = weights_below(expected);
    assert_eq!(names, weights_below(found), "{}", found.display());
    for name in &names {
        let bytes = |folder: &Path| std::fs::read(folder.join(name)).expect("it was listed");
        assert!(bytes(expected) == bytes(found), "{name} of {} differs", found.display());
    }
    names.len()
}

#[test]
fn cells_that_share_parents_end_as_if_they_did_not() {
    let desk = Desk::new();
    desk.write("sweep.toml", &sweep("[grid]\nseed = [1, 2]\n\"protocol.rest\" = [1, 2]", TRANSFER));
    Program::run(desk.path(), &["sweep", "sweep.toml", "--out", "out"]).expect_success();
    assert_eq!(names_in(&desk.join("out/parents")), ["0001", "0002"]);
    for cell in ["0001", "0002", "0003", "0004"] {
        let (together, alone) = (desk.join("out/cells").join(cell), desk.join(cell));
        let experiment = format!("out/cells/{cell}/experiment.toml");
        Program::run(desk.path(), &["run", &experiment, "--out", cell]).expect_success();
        // The first cut's parent also trained the second's.
        assert!(assert_same_bits(&alone, &together) > 8);
        assert_eq!(names_in(&alone), names_in(&together));
        let found = |folder: &Path| {
            let report = json(&folder.join("report.json"));
            (rounded(report["transfer"].clone()), rounded(report["curve"].clone()), report["steps"].clone())
        };
        assert!(found(&alone) == found(&together), "{cell} has another report");
    }
    let once = text(&desk.join("out/logs/parent-0001.txt"));
    assert_eq!(once.matches("is finished").count(), 1, "{once}");
}

#[test]
fn blocks_and_schemes_share_the_parents_of_a_triage() {
    let desk = Desk::new();
    let grid = "[grid]\n\"protocol.blocks\" = [\"linear1-2\", \"linear2-3\"]\n\"protocol.schemes\" = [\"local\", \"distill-logits\"]";
    desk.write("sweep.toml", &sweep(grid, TRIAGE));
    Program::run(desk.path(), &["sweep", "sweep.toml", "--out", "out"]).expect_success();
    assert_eq!(names_in(&desk.join("out/parents")), ["0001"]);
    for cell in ["0001", "0002", "0003", "0004"] {
        let (together, alone) = (desk.join("out/cells").join(cell), desk.join(cell));
        let experiment = format!("out/cells/{cell}/experiment.toml");
        Program::run(desk.path(), &["run", &experiment, "--out", cell]).expect_success();
        // Two parents, each of them longer, and two cells.
        assert!(assert_same_bits(&alone, &together) >= 6);
        for table in ["curves.csv", "criticality.csv", "claims.csv"] {
            assert_eq!(text(&alone.join(table)), text(&together.join(table)), "{cell}/{table}");
        }
    }
}

/// All processes of a sweep end at once, as when a machine loses its power, at moments that nobody chose.
#[cfg(unix)]
#[test]
fn a_sweep_goes_on_from_any_moment_to_the_same_bits() {
    use std::{os::unix::process::CommandExt, process::Command};
    let desk = Desk::new();
    let grid = "include = [{ seed = 7 }]\n[grid]\nseed = [1, 2]\n\"protocol.rest\" = [1, 2]";
    // Without measurements there are more checkpoints to go on from.
    desk.write("sweep.toml", &sweep(grid, &TRANSFER.replace("samples = 200", "samples = 0")));
    let start = Instant::now();
    Program::run(desk.path(), &["sweep", "sweep.toml", "--out", "whole"]).expect_success();
    let whole = start.elapsed();

    let (kills, mut random) = (kills(5), random_moments());
    let mut moments = Vec::new();
    while moments.len() < kills {
        let arguments: &[&str] = match desk.join("killed/sweep.toml").exists() {
            true => &["sweep", "--resume", "killed"],
            false => &["sweep", "sweep.toml", "--out", "killed"],
        };
        let mut child = Program::command(desk.path(), arguments)
            .process_group(0)
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("the binary starts");
        let moment = whole.mul_f64(2.0 / kills as f64 * random.f64());
        std::thread::sleep(moment);
        if child.try_wait().expect("its state can be asked").is_some() {
            break;
        }
        let group = format!("-{}", child.id());
        assert!(Command::new("kill").args(["-9", "--", &group]).status().expect("kill starts").success());
        child.wait().expect("it ends");
        moments.push(moment);
    }
    println!("killed {} times, after {moments:?} each", moments.len());
    let begun = desk.join("killed/sweep.toml").exists();
    let last: &[&str] =
        if begun { &["sweep", "--resume", "killed"] } else { &["sweep", "sweep.toml", "--out", "killed"] };
    Program::run(desk.path(), last).expect_success();
    assert_eq!(names_in(&desk.join("killed")), names_in(&desk.join("whole")), "something was left behind");
    let cells = names_in(&desk.join("whole/cells"));
    assert_eq!((cells.len(), names_in(&desk.join("killed/cells"))), (5, cells.clone()));
    for cell in cells {
        let [whole, killed] = ["whole", "killed"].map(|sweep| desk.join(sweep).join("cells").join(&cell));
        assert!(assert_same_bits(&whole, &killed) > 8);
        assert_eq!(names_in(&whole), names_in(&killed), "something was left behind");
    }
    assert_eq!(text(&desk.join("whole/sweep.csv")), text(&desk.join("killed/sweep.csv")));
}

#[test]
fn a_cell_that_fails_is_told_and_the_others_go_on() {
    let desk = Desk::new();
    let grid = "[grid]\n\"optimizer.learning_rate\" = [0.05, 1e30, 0.02]\n";
    desk.write("sweep.toml", &sweep(grid, PLAIN));
    let ended = Program::run(desk.path(), &["sweep", "sweep.toml", "--out", "out"]);
    assert_eq!(ended.code, Some(1), "{}", ended.stderr);
    assert!(ended.stderr.contains("cell-0002 failed: The loss became"), "{}", ended.stderr);
    assert!(ended.stdout.contains("1 cell is not finished"), "{}", ended.stdout);
    let status = Program::run(desk.path(), &["sweep", "status", "out", "--json"]).expect_success().result();
    let states: Vec<&str> =
        status["pieces"].as_array().expect("a list").iter().filter_map(|piece| piece["state"].as_str()).collect();
    assert_eq!(states, ["finished", "failed", "finished"]);
    let said = Program::run(desk.path(), &["sweep", "status", "out"]).expect_success().stdout;
    assert!(said.contains("cell-0002 failed: The loss became"), "{said}");

    Program::run(desk.path(), &["sweep", "collect", "out"]).expect_success();
    let table = text(&desk.join("out/sweep.csv"));
    let mut lines = table.lines();
    let header = "cell,optimizer.learning_rate,trial_seed,network,samples,clean_accuracy,clean_low,clean_high,";
    assert!(lines.next().is_some_and(|line| line.starts_with(header)), "{table}");
    let report = json(&desk.join("out/cells/0003/report.json"));
    let share = report["last"]["clean"]["correct"].as_f64().expect("a number") / 200.0;
    let row = lines.nth(1).expect("two cells are finished");
    assert!(row.starts_with(&format!("3,0.02,1,,200,{share:.6},")), "{row}");
    assert_eq!(lines.next(), None);
    Program::run(desk.path(), &["sweep", "collect", "out", "--table", "layers.csv"]).expect_refusal(&["layers.csv"]);
}

#[test]
fn a_mistake_is_told_before_anything_starts() {
    let desk = Desk::new();
    for (grid, protocol, says) in [
        ("[grid]\n\"attack.epslion\" = [0.1]", PLAIN, &["cell 1", "epslion", "epsilon"][..]),
        ("[grid]\nnetwork = [\"mlp\", \"resnet-18\"]", PLAIN, &["cell 2", "did you mean resnet18?"]),
        ("[grid]\n\"protocol.rest\" = [1, 9]", TRANSFER, &["cell 2", "9"]),
        ("[grid]\n\"data.set\" = [\"digits\", \"mnist\"]", PLAIN, &["layerlab data fetch mnist"]),
        ("[gird]\nseed = [1]", PLAIN, &["sweep.toml, line 3", "gird"]),
        ("[grid]\nseed = [1]\n[slurm]\nqeue = \"long\"", PLAIN, &["qeue"]),
    ] {
        desk.write("sweep.toml", &sweep(grid, protocol));
        Program::run(desk.path(), &["sweep", "sweep.toml"]).expect_refusal(says);
        assert_eq!(names_in(desk.path()), ["sweep.toml"], "{grid}");
    }
}

#[test]
fn a_dry_run_shows_cells_parents_and_cost_and_starts_nothing() {
    let desk = Desk::new();
    let grid = "[grid]\nseed = [1, 2]\n\"protocol.rest\" = [1, 2, 3]\n[slurm]\npartition = \"long\"\ntime = \"02:00:00\"\n\
                cpus = 4\narray_limit = 2\nsetup = [\"module load rust\"]";
    desk.write("sweep.toml", &sweep(grid, TRANSFER));
    let said =
        Program::run(desk.path(), &["sweep", "sweep.toml", "--dry-run", "--on", "slurm"]).expect_success().stdout;
    for part in [
        "protocol.rest",
        "shared parents, trained once",
        "if nothing were shared",
        "#SBATCH --array=1-2%2",
        "#SBATCH --partition=long",
        "#SBATCH --cpus-per-task=4",
        "#SBATCH --requeue",
        "#SBATCH --signal=B:USR1@120",
        "module load rust\nset +e\nnumber=$((SLURM_ARRAY_TASK_ID + 0))",
        "# slurm/cells-of-parent-0002.sh",
        "#SBATCH --array=2,4,6%2",
        "\"$number\" --device cpu --threads 4 &",
        "scontrol requeue",
    ] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert_eq!(names_in(desk.path()), ["sweep.toml"]);
}

/// Slurm may tell a task that its time is up before the work has begun to listen.
#[cfg(unix)]
#[test]
fn a_task_whose_time_is_up_at_once_goes_back_into_the_queue_and_not_for_ever() {
    use std::os::unix::fs::PermissionsExt as _;

    let desk = Desk::new();
    let requeued = desk.join("requeued");
    let scontrol = format!("[ \"$1\" = requeue ] && echo \"$@\" >> '{}'", requeued.display());
    std::fs::create_dir(desk.join("bin")).expect("a folder");
    for (name, script) in [("sbatch", "echo 7"), ("squeue", ""), ("scontrol", &scontrol)] {
        let program = desk.join(&format!("bin/{name}"));
        std::fs::write(&program, format!("#!/bin/bash\n{script}\n")).expect("it is written");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("it can be run");
    }
    let path = format!("{}:{}", desk.join("bin").display(), std::env::var("PATH").expect("a path"));
    desk.write(
        "sweep.toml",
        &sweep("[grid]\n\"protocol.rest\" = [1, 2]\n[slurm]\nsetup = [\"kill -USR1 $$\"]", TRANSFER),
    );
    let submit = ["sweep", "sweep.toml", "--out", "out", "--on", "slurm"];
    let submitted = Program::command(desk.path(), &submit).env("PATH", &path).output().expect("it starts");
    assert!(submitted.status.success(), "{}", String::from_utf8_lossy(&submitted.stderr));

    for (restarts, expected) in [("0", Some("requeue 7_1\n")), ("100", None)] {
        let task = [("SLURM_ARRAY_JOB_ID", "7"), ("SLURM_ARRAY_TASK_ID", "1"), ("SLURM_RESTART_COUNT", restarts)];
        let script = desk.join("out/slurm/parents.sh");
        let ended = Command::new("bash").arg(script).envs(task).env("PATH", &path).output().expect("bash starts");
        assert!(matches!(ended.status.code(), Some(130 | 143)), "{ended:?}");
        assert_eq!(std::fs::read_to_string(&requeued).ok().as_deref(), expected, "after {restarts} restarts");
        let _ = std::fs::remove_file(&requeued);
    }
}

#[test]
fn manifests_for_kubernetes_name_every_piece_once() {
    let desk = Desk::new();
    let mount = desk.path().display().to_string();
    let grid = format!(
        "[grid]\nseed = [1, 2]\n\"protocol.rest\" = [1, 2]\n[kubernetes]\nimage = \"lab/layerlab:1\"\nclaim = \"runs\"\n\
         mount = \"{mount}\"\nparallel = 3\ncpu = 2\nmemory = \"4Gi\""
    );
    desk.write("sweep.toml", &sweep(&grid, TRANSFER));
    let said =
        Program::run(desk.path(), &["sweep", "sweep.toml", "--out", "out", "--on", "kubernetes"]).expect_success();
    assert_eq!(said.stdout.matches("kubectl apply").count(), 2, "{}", said.stdout);
    for (file, completions, command) in [("parents", 2, "sweep parent"), ("cells", 4, "sweep cell")] {
        let job = json(&desk.join(&format!("out/kubernetes/{file}.json")));
        let spec = &job["spec"];
        assert_eq!((&job["kind"], &spec["completionMode"]), (&"Job".into(), &"Indexed".into()));
        assert_eq!(
            (spec["completions"].as_u64(), spec["parallelism"].as_u64()),
            (Some(completions), Some(completions.min(3)))
        );
        let container = &spec["template"]["spec"]["containers"][0];
        let line = container["command"][2].as_str().expect("a line of shell");
        assert!(line.contains(command) && line.contains("$((JOB_COMPLETION_INDEX + 1))"), "{line}");
        assert_eq!(container["resources"]["limits"]["memory"], "4Gi");
    }
    // What a pod does, done here: finished pieces end at once.
    for number in ["1", "2", "1"] {
        Program::run(desk.path(), &["sweep", "cell", "out", number]).expect_success();
    }
    assert!(desk.join("out/parents/0001/parent.json").exists() && !desk.join("out/cells/0003/report.json").exists());
}
