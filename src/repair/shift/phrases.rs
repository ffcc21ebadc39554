//! The document's own phrases: what it has behind two characters.

use crate::repair::shift::memo::Memo;

/// The two characters before a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Context {
    before: char,
    pub(super) last: char,
}

impl Context {
    /// At the end of `text`; a line break stands for what is not there.
    pub(super) fn behind(text: &str) -> Self {
        let mut characters = text.chars();
        let last = characters.next_back().unwrap_or('\n');
        Self { before: characters.next_back().unwrap_or('\n'), last }
    }

    /// Behind one more character.
    pub(super) fn then(self, c: char) -> Self {
        Self { before: self.last, last: c }
    }
}

/// What is taken from the count of each phrase and given to all that was not seen: of what a document has once behind two
/// characters, about a quarter comes again there.
const DISCOUNT: f32 = 0.75;

/// How far phrases are believed beside what follows the last character alone.
const BELIEF: f32 = 0.5;

/// How often a document has one, two, and three characters.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    singles: Memo<char, f32>,
    /// With how many different characters behind them.
    pairs: Memo<(char, char), (f32, f32)>,
    triples: Memo<(char, char, char), f32>,
}

impl Phrases {
    pub(super) fn learn(&mut self, text: &str) {
        let mut context = Context::behind("");
        for c in text.chars().map(narrow) {
            *self.singles.entry(c).or_default() += 1.0;
            let triple = self.triples.entry((context.before, context.last, c)).or_default();
            let (count, kinds) = self.pairs.entry((context.before, context.last)).or_default();
            *kinds += if *triple == 0.0 { 1.0 } else { 0.0 };
            (*count, *triple) = (*count + 1.0, *triple + 1.0);
            context = context.then(c);
        }
    }

    /// The context as far as it matters: where the document does not have both characters, the last one alone.
    pub(super) fn known(&self, context: Context) -> Context {
        match self.pairs.contains_key(&(narrow(context.before), narrow(context.last))) {
            true => context,
            false => Context { before: '\0', ..context },
        }
    }

    pub(super) fn count(&self, c: char) -> f32 {
        self.singles.get(&c).copied().unwrap_or_default()
    }

    /// Nats for `c` behind `context`, where it costs `otherwise` by the last character alone.
    pub(super) fn cost(&self, context: Context, c: char, otherwise: f32) -> f32 {
        let (before, last, c) = (narrow(context.before), narrow(context.last), narrow(c));
        let Some(&(count, kinds)) = self.pairs.get(&(before, last)) else { return otherwise };
        let own = self.triples.get(&(before, last, c)).map_or(0.0, |triple| triple - DISCOUNT);
        let otherwise = (-otherwise).exp();
        let phrase = (own + DISCOUNT * kinds * otherwise) / count;
        -(BELIEF * phrase + (1.0 - BELIEF) * otherwise).ln()
    }
}

/// Without the difference of widths, which is the document's and not the phrase's.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}
