//! The normalization forms of UAX #15, on the stretches that need it.

mod behaviour;

use unicode_normalization::UnicodeNormalization;

use self::behaviour::{Behaviour, Behaviours};
use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::view::Text;

/// The normalization form of a text (UAX #15).
///
/// ```
/// use textmend::{Form, Normalize, Pipeline};
///
/// let mend = |form| {
///     let pipeline = Pipeline::builder().pass(Normalize::new().form(form)).build()?;
///     pipeline.run("ﬁn e\u{301}te\u{301} ½").map(|doc| doc.into_text())
/// };
/// assert_eq!(mend(Form::Nfc)?, "ﬁn été ½");
/// assert_eq!(mend(Form::Nfkc)?, "fin été 1⁄2");
/// assert_eq!(mend(Form::Keep)?, "ﬁn e\u{301}te\u{301} ½");
/// # Ok::<(), textmend::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// Canonical composition: what nearly all text on the web is in already. Nothing that a reader could see is lost.
    #[default]
    Nfc,
    /// Canonical decomposition: letters and their accents as characters of their own.
    Nfd,
    /// Compatibility composition: ligatures, circled and full-width characters become plain ones. Loses distinctions (²
    /// becomes 2), and with them the evidence that repair of double-byte text works on.
    Nfkc,
    /// Compatibility decomposition.
    Nfkd,
    /// The text stays in the form, or the mixture of forms, that it is in.
    Keep,
}

/// Brings a text into a form other than [`Form::Keep`].
pub(super) struct InForm(pub(super) Form);

impl Pass for InForm {
    fn name(&self) -> &'static str {
        "normalize/form"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        let signs = if self.0 == Form::Nfc { Signs::UNSTABLE } else { Signs::NON_ASCII };
        let mut sweep = None;
        for stretch in text.stretches(signs) {
            let sweep =
                sweep.get_or_insert_with(|| Sweep { text, form: self.0, behaviours: Behaviours::of(self.0), done: 0 });
            if stretch.end > sweep.done {
                sweep.mend(stretch.start, stretch.end, edits);
            }
        }
    }
}

impl InForm {
    fn rule(form: Form) -> &'static str {
        match form {
            Form::Nfc => "nfc",
            Form::Nfd => "nfd",
            Form::Nfkc => "nfkc",
            Form::Nfkd => "nfkd",
            Form::Keep => "keep",
        }
    }
}

/// One pass over the stretches of a text that may have to change.
///
/// The text is cut before every inert character, which normalization neither changes nor joins to what stands before it:
/// the pieces can be normalized one by one.
struct Sweep<'t> {
    text: &'t str,
    form: Form,
    behaviours: &'static Behaviours,
    /// All pieces up to here are done; an inert character or the text's end stands here.
    done: usize,
}

impl Sweep<'_> {
    /// Mends the pieces that reach into `start..end`.
    fn mend(&mut self, start: usize, end: usize, edits: &mut Edits) {
        let from = self.cut_before(start.max(self.done));
        let mut piece = from;
        let (mut suspect, mut last) = (false, Behaviour::INERT);
        let rest = self.text.get(from..).unwrap_or_default();
        for (offset, c) in rest.char_indices() {
            let behaviour = self.behaviours.get(c);
            if behaviour == Behaviour::INERT {
                let at = from + offset;
                self.mend_piece(piece, at, suspect, edits);
                if at >= end {
                    self.done = at;
                    return;
                }
                (piece, suspect) = (at, false);
            } else {
                suspect |= behaviour.is_suspect_after(last);
            }
            last = behaviour;
        }
        self.mend_piece(piece, self.text.len(), suspect, edits);
        self.done = self.text.len();
    }

    /// The last place at or before `at` where the text can be cut, but not before what is done.
    fn cut_before(&self, at: usize) -> usize {
        let upto = boundary_from(self.text, at);
        let before = self.text.get(self.done..upto).unwrap_or_default();
        let inert = before.char_indices().rev().find(|&(_, c)| self.behaviours.get(c) == Behaviour::INERT);
        inert.map_or(self.done, |(offset, _)| self.done + offset)
    }

    fn mend_piece(&self, start: usize, end: usize, suspect: bool, edits: &mut Edits) {
        let piece = self.text.get(start..end).unwrap_or_default();
        if !suspect {
            return;
        }
        let normal: String = match self.form {
            Form::Nfc => piece.nfc().collect(),
            Form::Nfd => piece.nfd().collect(),
            Form::Nfkc => piece.nfkc().collect(),
            Form::Nfkd => piece.nfkd().collect(),
            Form::Keep => return,
        };
        if normal != piece {
            let same: usize =
                piece.chars().zip(normal.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            edits.replace(start + same..end, normal.get(same..).unwrap_or_default(), InForm::rule(self.form));
        }
    }
}

/// The first character boundary at or behind `at`.
fn boundary_from(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
