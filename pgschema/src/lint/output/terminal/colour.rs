use std::io::{self, IsTerminal};

/// Whether a report for the terminal is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Colour {
    /// If standard error is a terminal that shows colours, unless the environment says otherwise:
    /// `NO_COLOR` and `CLICOLOR=0` switch them off, `CLICOLOR_FORCE=1` on.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never: text for files and logs.
    Never,
}

impl Colour {
    pub(super) fn is_on(self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => Environment::now().wants_colour(),
        }
    }
}

/// What there is to know about the wishes of who reads.
struct Environment {
    no_color: bool,
    forced: bool,
    wish: Option<bool>,
    is_terminal: bool,
    terminal_has_colours: bool,
}

impl Environment {
    fn now() -> Self {
        Self {
            no_color: anstyle_query::no_color(),
            forced: anstyle_query::clicolor_force(),
            wish: anstyle_query::clicolor(),
            is_terminal: io::stderr().is_terminal(),
            terminal_has_colours: anstyle_query::term_supports_ansi_color(),
        }
    }

    const fn wants_colour(&self) -> bool {
        if self.no_color {
            return false;
        }
        if self.forced {
            return true;
        }
        let wish = matches!(self.wish, None | Some(true));
        wish && self.is_terminal && self.terminal_has_colours
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMINAL: Environment = Environment {
        no_color: false,
        forced: false,
        wish: None,
        is_terminal: true,
        terminal_has_colours: true,
    };

    #[test]
    fn a_terminal_has_colours_and_a_file_has_none() {
        assert!(TERMINAL.wants_colour());
        let file = Environment {
            is_terminal: false,
            ..TERMINAL
        };
        assert!(!file.wants_colour());
        let dumb = Environment {
            terminal_has_colours: false,
            ..TERMINAL
        };
        assert!(!dumb.wants_colour());
    }

    #[test]
    fn no_color_is_stronger_than_force_and_force_than_the_rest() {
        let file = Environment {
            forced: true,
            wish: Some(false),
            is_terminal: false,
            ..TERMINAL
        };
        assert!(file.wants_colour());
        let neither = Environment {
            no_color: true,
            ..file
        };
        assert!(!neither.wants_colour());
    }

    #[test]
    fn clicolor_switches_a_terminal_off() {
        let off = Environment {
            wish: Some(false),
            ..TERMINAL
        };
        assert!(!off.wants_colour());
    }
}
