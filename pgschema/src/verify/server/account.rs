//! The operating-system account that servers run as.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// An unprivileged account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) uid: u32,
    pub(super) gid: u32,
}

impl Account {
    /// The account to switch to, or `None` where the process may run servers itself: `postgres`
    /// refuses to run as root.
    pub(super) fn to_switch_to(process_uid: u32) -> Option<Self> {
        (process_uid == 0).then(|| {
            let accounts = fs::read_to_string("/etc/passwd").unwrap_or_default();
            nobody(&accounts).unwrap_or(Self {
                uid: 65534,
                gid: 65534,
            })
        })
    }

    /// Makes a command run as this account.
    pub(super) fn run(self, command: &mut Command) {
        command.uid(self.uid).gid(self.gid);
    }

    /// Whether this account can run a program: it can't if a directory above it is closed to it.
    pub(super) fn can_run(self, program: &Path) -> bool {
        let mut command = Command::new(program);
        command
            .arg("--version")
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        self.run(&mut command);
        command.status().is_ok_and(|status| status.success())
    }
}

fn nobody(accounts: &str) -> Option<Account> {
    let mut fields = accounts
        .lines()
        .find(|line| line.starts_with("nobody:"))?
        .split(':')
        .skip(2);
    Some(Account {
        uid: fields.next()?.parse().ok()?,
        gid: fields.next()?.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Account, nobody};

    #[test]
    fn nobody_is_read_from_the_account_file() {
        let accounts = "root:x:0:0:root:/root:/bin/sh\nnobody:x:99:98:Nobody:/:/sbin/nologin\n";
        assert_eq!(nobody(accounts), Some(Account { uid: 99, gid: 98 }));
        assert_eq!(nobody("root:x:0:0:root:/root:/bin/sh\n"), None);
    }
}
