/// More than a path, an attribute, three names and a piece of advice come to.
const LONGEST: usize = 1024;

/// The message of a constant assertion. Constants format nothing, so its text is put together by
/// hand.
#[derive(Debug)]
pub(super) struct Message {
    text: [u8; LONGEST],
    length: usize,
}

impl Message {
    pub(super) const fn new() -> Self {
        Self {
            text: [0; LONGEST],
            length: 0,
        }
    }

    /// The message with more at its end.
    pub(super) const fn with(mut self, part: &str) -> Self {
        let part = part.as_bytes();
        let mut next = 0;
        while next < part.len() && self.length < LONGEST {
            self.text[self.length] = part[next];
            self.length += 1;
            next += 1;
        }
        self
    }

    /// The text.
    pub(super) const fn text(&self) -> &str {
        let (text, _) = self.text.split_at(self.length);
        match core::str::from_utf8(text) {
            Ok(text) => text,
            Err(_) => "an attribute says what can't be",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_one_after_the_other() {
        assert_eq!(
            Message::new().with("a `").with("b").with("`").text(),
            "a `b`"
        );
    }

    #[test]
    fn a_message_that_is_too_long_is_cut() {
        let message = Message::new().with(&"x".repeat(2000));
        assert_eq!(message.text().len(), LONGEST);
    }
}
