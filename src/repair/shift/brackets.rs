//! Which brackets and quotation marks stand open.

/// Marks that open and close.
const PAIRS: [(char, char); 8] =
    [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('（', '）'), ('《', '》'), ('【', '】'), ('〈', '〉')];

/// Whether the one mark opens what the other closes.
pub(super) fn are_pair(opener: char, closer: char) -> bool {
    PAIRS.contains(&(opener, closer))
}

/// Nats for a closing mark of which none is open.
const UNOPENED: f32 = 4.0;

/// Nats that a closing mark of which one is open wins: the model of characters does not know of the opener, and holds the mark
/// for as rare as it is in all text, of which about a quarter stands between such marks.
const OPENED: f32 = -1.4;

/// The marks that stand open in a line.
#[derive(Clone, Debug, Default)]
pub(super) struct Open(Vec<char>);

impl Open {
    /// At the end of `text`, which is the start of a line.
    pub(super) fn after(text: &str) -> Self {
        let mut open = Self::default();
        text.chars().for_each(|c| open.pass(c));
        open
    }

    /// Behind `c`.
    pub(super) fn pass(&mut self, c: char) {
        match PAIRS.iter().find(|&&(opener, closer)| c == opener || c == closer) {
            Some(&(opener, closer)) if c == opener => self.0.push(closer),
            Some(_) if self.0.last() == Some(&c) => drop(self.0.pop()),
            None if c == '\n' => self.0.clear(),
            _ => {}
        }
    }

    /// Nats for `c` where these stand open.
    pub(super) fn cost(&self, c: char) -> f32 {
        let closes = PAIRS.iter().any(|&(_, closer)| c == closer);
        match closes {
            true if self.0.contains(&c) => OPENED,
            true => UNOPENED,
            false => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Open;

    #[test]
    fn what_is_closed_is_open_no_more() {
        let open = Open::after("他說：「我在讀《水滸》（");
        assert!(open.cost('」') < 0.0 && open.cost('）') < 0.0 && open.cost('》') > 0.0 && open.cost('水') == 0.0);
    }
}
