//! The README keeps its word: its tables and its settings are those of the program.

use std::fs;
use std::path::Path;

use yuebao::config::Config;
use yuebao::tui::key_table;

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    fs::read_to_string(path).expect("the README is there")
}

#[test]
fn the_key_table_is_that_of_the_actions() {
    let table = key_table("en");
    assert!(
        readme().contains(&format!("-->\n{table}<!--")),
        "README.md: between the marks there should stand\n{table}"
    );
}

#[test]
fn the_settings_are_all_there_are_and_the_defaults() {
    let readme = readme();
    let block = readme.split("```toml\n").nth(1);
    let block = block
        .and_then(|rest| rest.split("```").next())
        .expect("a block of settings");
    assert_eq!(
        Config::parse(block).expect("sound settings"),
        Config::default()
    );
    let all = serde_json::to_value(Config::default()).expect("settings can be written");
    let parts = all.as_object().into_iter().flatten();
    for (key, _) in parts.filter_map(|(_, part)| part.as_object()).flatten() {
        assert!(
            block.contains(&format!("{key} =")),
            "README.md does not name `{key}`"
        );
    }
}
