//! Where the reader's things are kept: the data folder and the configuration file. Nothing here knows what is in them.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::LibraryError;

/// Largest `config.toml` that is read, in bytes.
const CONFIG_BYTES: u64 = 1 << 20;

/// The platform's folders for yuebao, or those that the environment names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    data: PathBuf,
    config: PathBuf,
}

impl Folders {
    /// From `YUEBAO_DATA_DIR` and `YUEBAO_CONFIG_DIR`, else the platform's own folders.
    ///
    /// # Errors
    /// [`LibraryError::NoHome`] where neither is known, as for a user without a home.
    pub fn of_user() -> Result<Self, LibraryError> {
        let named = |name| std::env::var_os(name);
        Self::choose(named("YUEBAO_DATA_DIR"), named("YUEBAO_CONFIG_DIR"))
            .ok_or(LibraryError::NoHome)
    }

    fn choose(data: Option<OsString>, config: Option<OsString>) -> Option<Self> {
        let project = ProjectDirs::from("", "", "yuebao");
        let or = |named: Option<OsString>, own: fn(&ProjectDirs) -> &Path| {
            named
                .filter(|name| !name.is_empty())
                .map(PathBuf::from)
                .or_else(|| project.as_ref().map(|project| own(project).to_path_buf()))
        };
        Some(Self {
            data: or(data, ProjectDirs::data_dir)?,
            config: or(config, ProjectDirs::config_dir)?,
        })
    }

    /// The folder of `library.sqlite3`.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The path of `config.toml`, which need not exist.
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The folder of the reader's own definitions of papers, which need not exist.
    pub fn papers(&self) -> PathBuf {
        self.config.join("papers")
    }

    /// The text of `config.toml`; `None` where there is none.
    pub fn config_text(&self) -> Result<Option<String>, LibraryError> {
        let path = self.config_file();
        let text = std::fs::metadata(&path).and_then(|meta| {
            if !meta.is_file() || meta.len() > CONFIG_BYTES {
                return Err(std::io::Error::new(
                    ErrorKind::InvalidData,
                    "not a file of settings",
                ));
            }
            std::fs::read_to_string(&path)
        });
        match text {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(source) => Err(LibraryError::Folder {
                path: path.display().to_string(),
                source,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Folders;
    use std::path::Path;

    #[test]
    fn the_environment_overrides_the_platform() {
        let folders = Folders::choose(Some("/a".into()), Some("/b".into())).unwrap();
        assert_eq!(folders.data(), Path::new("/a"));
        assert_eq!(folders.config_file(), Path::new("/b/config.toml"));
    }

    #[test]
    fn a_missing_configuration_is_none_and_a_folder_in_its_place_an_error() {
        let home = tempfile::tempdir().unwrap();
        let folders = Folders::choose(None, Some(home.path().into())).unwrap();
        assert!(folders.config_text().unwrap().is_none());
        std::fs::create_dir(folders.config_file()).unwrap();
        assert!(folders.config_text().is_err());
    }
}
