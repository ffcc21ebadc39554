//! Normalization: the same text, one way of writing it.
//!
//! [`Normalize`] is several passes in a row. Each is pure and small, finds the places that could concern it by a test on
//! bytes, and looks at characters there alone. They run in this order, and an option that is off adds no pass:
//!
//! | pass | what it does |
//! |---|---|
//! | `normalize/entity` | HTML character references become what they stand for |
//! | `normalize/control` | terminal escapes and C0 controls go |
//! | `normalize/line` | every line end becomes `\n`, every page or paragraph separator a blank line |
//! | `normalize/quotes` | typographic quotes become ASCII, if asked for |
//! | `normalize/invisible` | zero-width characters, soft hyphens, bidi controls and tags go where they carry nothing |
//! | `normalize/form` | the normalization form of UAX #15 |
//! | `normalize/space` | one kind of space, one in a row, none at a line's end; one blank line in a row |
//! | `normalize/width` | punctuation between Han becomes full-width, if asked for |
//!
//! Folding widths runs first, since it can spell out a reference (`＆ａｍｐ；`). So do the compatibility forms, which then
//! run once more in their place, for what has come to stand side by side.

mod control;
mod entity;
mod evidence;
mod form;
mod invisible;
mod line;
mod preformatted;
mod quotes;
mod restore;
mod space;
mod tail;
mod width;

pub use self::form::Form;
pub use self::quotes::Quotes;
pub use self::width::Width;

use self::control::Control;
use self::entity::Entity;
use self::invisible::Invisible;
use self::line::LineEnds;
use self::quotes::StraightQuotes;
use self::restore::FullWidthPunctuation;
use self::space::Spaces;
use self::width::Fold;
use crate::pass::{IntoPasses, Pass};

/// The stage that writes a text in one way: normalization form, line ends, spaces, invisible characters, character
/// references. Widths and quotes are left alone unless asked for.
///
/// The defaults keep meaning: what is dropped is certain to carry nothing, and what could be evidence for repair (a
/// misread byte) stays. Normalizing twice changes nothing more, whatever the options.
///
/// ```
/// use textmend::{Form, Normalize, Pipeline, Quotes};
///
/// let page = "Caf&eacute;\u{a0}“Zoe\u{308}”  \r\n\r\n\r\nOpen".as_bytes();
///
/// let doc = Pipeline::builder().pass(Normalize::new()).build()?.run(page)?;
/// assert_eq!(doc.text(), "Café “Zoë”\n\nOpen");
///
/// let plain = Normalize::new().form(Form::Nfkd).quotes(Quotes::Straighten);
/// let doc = Pipeline::builder().pass(plain).build()?.run(page)?;
/// assert_eq!(doc.text(), "Cafe\u{301} \"Zoe\u{308}\"\n\nOpen");
/// # Ok::<(), textmend::Error>(())
/// ```
///
/// [The rules](crate::_documentation::rules) of its passes stand in a list of their own.
///
/// # Costs
/// Clean text is read and nothing is allocated. Each pass takes time linear in the text, whatever the text is.
#[derive(Clone, Debug)]
#[must_use]
pub struct Normalize {
    form: Form,
    width: Width,
    quotes: Quotes,
    entities: bool,
    controls: bool,
    invisibles: bool,
    line_ends: bool,
    spaces: bool,
}

impl Default for Normalize {
    fn default() -> Self {
        Self::new()
    }
}

impl Normalize {
    /// NFC, widths and quotes as they are, everything else on.
    pub fn new() -> Self {
        Self {
            form: Form::Nfc,
            width: Width::Keep,
            quotes: Quotes::Keep,
            entities: true,
            controls: true,
            invisibles: true,
            line_ends: true,
            spaces: true,
        }
    }

    /// The normalization form of the text: [`Form::Nfc`] by default.
    pub fn form(mut self, form: Form) -> Self {
        self.form = form;
        self
    }

    /// Full-width and half-width characters: [`Width::Keep`] by default. The compatibility forms fold widths whatever
    /// is set here.
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// Quotation marks: [`Quotes::Keep`] by default.
    pub fn quotes(mut self, quotes: Quotes) -> Self {
        self.quotes = quotes;
        self
    }

    /// Whether HTML character references become what they stand for. On by default.
    ///
    /// Named references are those of the HTML Standard, the longest name first; without `;` only those that HTML reads
    /// so, and only where the next character shows that the name is over: `?a=1&copy=2`, `R&D` and `f(&copy)` stay.
    /// Numbers 128 to 159 are read as windows-1252 and two halves of a surrogate pair as one character, as browsers do.
    /// What is no character stays, with a finding (`invalid`).
    ///
    /// A reference that was escaped again (`&amp;amp;nbsp;`) is read to its end, up to eight rounds, as one reference;
    /// more are left, with a finding (`too-deep`). So `&amp;lt;` becomes `<`: in scraped prose it is damage far more
    /// often than a reference shown on purpose. A page that shows references is told by three signs, and they stay
    /// there: one in quotes or backticks of its own, one for a blank that stands between blanks where no other
    /// reference is in use, and one for an angle bracket where a bare `<` stands in the text. Turn this off for pages
    /// that are about HTML.
    ///
    /// ```
    /// use textmend::{Normalize, Pipeline};
    ///
    /// let doc = Pipeline::builder().pass(Normalize::new()).build()?.run(b"Fish &amp;amp; chips, &pound;5: /?a=1&copy=2")?;
    /// assert_eq!(doc.text(), "Fish & chips, £5: /?a=1&copy=2");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn entities(mut self, on: bool) -> Self {
        self.entities = on;
        self
    }

    /// Whether C0 controls, U+007F and terminal escape sequences (ECMA-48) are dropped. On by default.
    ///
    /// The information separators U+001C to U+001F become a space between words. C1 controls (U+0080 to U+009F) stay,
    /// with a finding: on the web they are windows-1252 or misread UTF-8, and evidence for repair.
    pub fn controls(mut self, on: bool) -> Self {
        self.controls = on;
        self
    }

    /// Whether invisible format characters are dropped where they carry nothing. On by default.
    ///
    /// | characters | kept |
    /// |---|---|
    /// | soft hyphen, word joiner, BOM inside the text, U+206A to U+206F | never |
    /// | zero-width space | between letters of scripts that mark words with it (Thai, Lao, Khmer, Burmese …) |
    /// | joiners U+200C, U+200D | beside letters that join or stack (Arabic, Indic …); U+200D between emoji |
    /// | bidi controls (UAX #9) | in lines with a right-to-left character |
    /// | variation selectors | behind a character that they can vary |
    /// | tags | in an emoji flag sequence (UTS #51) |
    ///
    /// ```
    /// use textmend::{Normalize, Pipeline};
    ///
    /// let pipeline = Pipeline::builder().pass(Normalize::new()).build()?;
    /// assert_eq!(pipeline.run("hy\u{ad}phen, می\u{200c}خواهم, 👩\u{200d}🚀")?.text(), "hyphen, می\u{200c}خواهم, 👩\u{200d}🚀");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn invisibles(mut self, on: bool) -> Self {
        self.invisibles = on;
        self
    }

    /// Whether every line end (CR LF, CR, CR CR LF, NEL, U+2028) becomes `\n`, and every page break and paragraph
    /// separator (FF, VT, U+2029) a blank line. On by default. See UAX #14, section 5, for the characters.
    ///
    /// ```
    /// use textmend::{Normalize, Pipeline};
    ///
    /// let doc = Pipeline::builder().pass(Normalize::new()).build()?.run(b"one\r\ntwo\x0cthree\n\x0cfour")?;
    /// assert_eq!(doc.text(), "one\ntwo\n\nthree\n\nfour");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn line_ends(mut self, on: bool) -> Self {
        self.line_ends = on;
        self
    }

    /// Whether spaces are made one kind, runs of them one space, and runs of blank lines one blank line. On by default.
    ///
    /// No-break space, the fixed-width spaces and U+3000 become U+0020; the blanks a line starts with are kept, U+3000
    /// and tabs as such, since they tell paragraphs, verse and code; a tab within a line takes in the spaces around it;
    /// blanks at a line's end go. Where blanks align something they keep their number: in code (blocks of lines
    /// that are indented by four cells more than the text, and what stands between fences), and in rows whose columns
    /// stand below each other.
    ///
    /// ```
    /// use textmend::{Normalize, Pipeline};
    ///
    /// let pipeline = Pipeline::builder().pass(Normalize::new()).build()?;
    /// assert_eq!(pipeline.run("\u{3000}\u{3000}春　天")?.text(), "\u{3000}\u{3000}春 天");
    /// assert_eq!(pipeline.run("Run  this:\n\n\n    x   = 1; \n    x  += 1;")?.text(), "Run this:\n\n    x   = 1;\n    x  += 1;");
    /// # Ok::<(), textmend::Error>(())
    /// ```
    pub fn spaces(mut self, on: bool) -> Self {
        self.spaces = on;
        self
    }

    /// Whether misread bytes can still be told from text when a pass sees it: the other forms take them apart.
    fn keeps_evidence(&self) -> bool {
        matches!(self.form, Form::Nfc | Form::Keep)
    }

    fn respelling(&self) -> Respelling {
        match (self.form, self.width) {
            (Form::Nfkc | Form::Nfkd, _) => Respelling::Compatible,
            (_, Width::Fold) => Respelling::Folded,
            _ => Respelling::None,
        }
    }
}

/// What the passes before have made of every character, and a reference must be made into as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Respelling {
    None,
    Folded,
    Compatible,
}

impl IntoPasses for Normalize {
    fn into_passes(self) -> Vec<Box<dyn Pass>> {
        let keep_evidence = self.keeps_evidence();
        let respelling = self.respelling();
        let mut passes = Vec::new();
        let mut add = |on: bool, pass: Box<dyn Pass>| {
            if on {
                passes.push(pass);
            }
        };
        add(respelling == Respelling::Compatible, Box::new(form::InForm(self.form)));
        add(respelling == Respelling::Folded, Box::new(Fold));
        add(self.entities, Box::new(Entity { respelling }));
        add(self.controls, Box::new(Control));
        add(self.line_ends, Box::new(LineEnds { keep_evidence }));
        add(self.quotes == Quotes::Straighten, Box::new(StraightQuotes));
        add(self.invisibles, Box::new(Invisible { keep_evidence }));
        add(self.form != Form::Keep, Box::new(form::InForm(self.form)));
        add(self.spaces, Box::new(Spaces { keep_evidence }));
        add(self.width == Width::Restore && respelling == Respelling::None, Box::new(FullWidthPunctuation));
        passes
    }
}
