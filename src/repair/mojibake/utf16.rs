//! UTF-16 whose bytes were read as a one-byte charset, one character each, also where the NULs were stripped afterwards.
//!
//! A low byte may be any character, a line end too, so this looks at stretches and not at lines. Only where a control
//! character stands: clean text has none, and UTF-16 of nearly any script leaves one every few characters.

use std::ops::Range;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::signs::Signs;
use crate::text::plausibility::Plausibility;
use crate::text::shape::{Shape, step};
use crate::text::wide::{Ranks, WIDE_LANGUAGES};
use crate::view::Text;

/// The pass.
#[derive(Clone, Copy, Debug)]
pub(in crate::repair) struct Utf16 {
    /// Whether the figures behind each stretch are reported too.
    pub(in crate::repair) explain: bool,
}

impl Pass for Utf16 {
    fn name(&self) -> &'static str {
        "repair/utf-16"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        for stretch in stretches(text) {
            let best = [Order::Little, Order::Big].map(|order| Search::new(&stretch.bytes, order).runs());
            let [little, big] = best;
            let gain = |runs: &[Run]| runs.iter().map(|run| run.gain).sum::<f32>();
            for run in if gain(&big) > gain(&little) { big } else { little } {
                self.propose(&stretch, &run, edits);
            }
        }
    }
}

impl Utf16 {
    fn propose(&self, stretch: &Stretch, run: &Run, edits: &mut Edits) {
        let start = stretch.offsets.get(run.bytes.start).copied().unwrap_or_default();
        let end = stretch.offsets.get(run.bytes.end).copied().unwrap_or_default();
        edits.replace(start..end, &run.text, "utf-16-misread");
        if self.explain {
            edits.finding(start..end, &format!("UTF-16 read as ISO-8859-1: gains {:.0} nats", run.gain), "evidence");
        }
    }
}

/// Whether a byte is a control that text does not have.
fn is_control(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

/// A stretch of characters that are one byte each in ISO-8859-1, with a control among them.
struct Stretch {
    bytes: Vec<u8>,
    /// Where each character starts in the text, and where the last ends.
    offsets: Vec<usize>,
}

/// How far from a control character UTF-16 is looked for, in characters: in the text of any script there is one sooner,
/// where all of a script have the same high byte every second character is one.
const REACH: usize = 64;

/// The stretches around control characters, from left to right and disjoint. Linear, whatever stands there.
fn stretches(text: &Text<'_>) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for at in text.hits(Signs::CONTROL, |byte, _, _| is_control(byte)) {
        let done = stretches.last().and_then(|last| last.offsets.last()).map_or(0, |&end| end);
        if at >= done {
            stretches.push(Stretch::around(text, at, done));
        }
    }
    stretches
}

impl Stretch {
    /// The stretch around the control character at `at`, not before `floor`.
    fn around(text: &str, at: usize, floor: usize) -> Self {
        let before = text.get(floor..at).unwrap_or_default().char_indices().rev().take(REACH);
        let start = before.take_while(|&(_, c)| byte_of(c).is_some()).last().map_or(at, |(offset, _)| floor + offset);
        let mut stretch = Self { bytes: Vec::new(), offsets: vec![start] };
        let mut since_control = 0;
        for (offset, c) in text.get(start..).unwrap_or_default().char_indices() {
            let Some(byte) = byte_of(c).filter(|_| since_control <= 2 * REACH) else { break };
            since_control = if is_control(byte) { 0 } else { since_control + 1 };
            stretch.bytes.push(byte);
            stretch.offsets.push(start + offset + c.len_utf8());
        }
        stretch
    }
}

/// The byte that a character of ISO-8859-1 is.
fn byte_of(c: char) -> Option<u8> {
    u8::try_from(u32::from(c)).ok()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Order {
    Little,
    Big,
}

/// What the last bytes of a path are.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// One byte, a character that was never damaged.
    Clean,
    /// Two bytes, a unit of UTF-16.
    Unit,
    /// One byte, a unit whose NUL was stripped from behind its low byte, or from before its high one.
    Low,
    High,
}

impl Step {
    fn length(self) -> usize {
        if self == Step::Unit { 2 } else { 1 }
    }

    /// Nats for the step to a unit, beside what the unit costs.
    fn price(self, unit: u16) -> f32 {
        match self {
            Step::Unit => 0.0,
            Step::Clean => CLEAN,
            Step::Low if !matches!(unit, 0x41..=0x5a | 0x61..=0x7a) => STRIPPED,
            Step::High if unit == '一' as u16 => STRIPPED,
            Step::Low | Step::High => STRIPPED_ELSEWHERE,
        }
    }
}

/// The cheapest path to a byte that ends in clean text, or in UTF-16.
#[derive(Clone, Copy, Debug)]
struct Path {
    cost: f32,
    shape: Shape,
    step: Step,
    /// Whether the path was in UTF-16 before this step.
    before: bool,
}

/// Nats for coming into UTF-16 or out of it, and for a character between controls that is not of it.
const SWITCH: f32 = 14.0;
const CLEAN: f32 = 1.0;

/// Nats for a NUL that was stripped: from beside a space, a mark or the commonest character, and from beside another.
const STRIPPED: f32 = 1.0;
const STRIPPED_ELSEWHERE: f32 = 4.0;

/// Nats that a stretch of UTF-16 has to gain, and what its characters may cost on the mean.
const GAIN: f32 = 25.0;
const GOOD: f32 = 8.4;

struct Search<'b> {
    bytes: &'b [u8],
    order: Order,
    stripped: bool,
    /// For each place between bytes, the paths in clean text and in UTF-16.
    paths: Vec<[Option<Path>; 2]>,
}

/// A run of UTF-16.
struct Run {
    bytes: Range<usize>,
    text: String,
    gain: f32,
}

impl<'b> Search<'b> {
    fn new(bytes: &'b [u8], order: Order) -> Self {
        let start = Path { cost: 0.0, shape: Shape::Space, step: Step::Clean, before: false };
        let mut search = Self { bytes, order, stripped: !bytes.contains(&0), paths: vec![[Some(start), None]] };
        search.paths.resize(bytes.len() + 1, [None, None]);
        (0..bytes.len()).for_each(|at| search.advance(at));
        search
    }

    fn advance(&mut self, at: usize) {
        let steps = if self.stripped { &[Step::Clean, Step::Unit, Step::Low, Step::High][..] } else { &STEPS };
        let here = self.paths.get(at).copied().unwrap_or_default();
        for (before, path) in [false, true].into_iter().zip(here) {
            let Some(path) = path else { continue };
            for &step in steps {
                let Some(unit) = self.unit(at, step) else { continue };
                let (shape, cost) = cost(path.shape, unit);
                let damaged = step != Step::Clean;
                let switch = if damaged == before { 0.0 } else { SWITCH };
                let next = Path { cost: path.cost + cost + switch + step.price(unit), shape, step, before };
                let place =
                    self.paths.get_mut(at + step.length()).and_then(|paths| paths.get_mut(usize::from(damaged)));
                if let Some(place) = place.filter(|place| place.is_none_or(|known| next.cost < known.cost)) {
                    *place = Some(next);
                }
            }
        }
    }

    /// The unit that a step takes.
    fn unit(&self, at: usize, step: Step) -> Option<u16> {
        let first = u16::from(*self.bytes.get(at)?);
        match step {
            Step::Clean => Some(first),
            Step::Low => Some(first).filter(|unit| matches!(unit, 0x20..=0x7e)),
            Step::High => Some(first << 8),
            Step::Unit => {
                let second = u16::from(*self.bytes.get(at + 1)?);
                Some(if self.order == Order::Little { second << 8 | first } else { first << 8 | second })
            }
        }
    }

    /// The runs of UTF-16 on the cheapest path, where they are text.
    fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = self.bytes.len();
        let mut damaged =
            self.path(at, true).is_some_and(|path| self.path(at, false).is_none_or(|clean| path.cost < clean.cost));
        let mut units: Vec<u16> = Vec::new();
        let mut end = at;
        while let Some(path) = self.path(at, damaged).filter(|_| at > 0) {
            at -= path.step.length();
            if damaged {
                units.extend(self.unit(at, path.step));
            }
            if damaged != path.before || at == 0 {
                runs.extend(damaged.then(|| self.run(at..end, &units)).flatten());
                units.clear();
                end = at;
            }
            damaged = path.before;
        }
        runs.reverse();
        runs
    }

    fn path(&self, at: usize, damaged: bool) -> Option<Path> {
        self.paths.get(at)?.get(usize::from(damaged)).copied().flatten()
    }

    /// A run by its units, the last first.
    fn run(&self, bytes: Range<usize>, units: &[u16]) -> Option<Run> {
        let taken = self.bytes.get(bytes.clone())?;
        let text: String = char::decode_utf16(units.iter().rev().copied()).collect::<Result<_, _>>().ok()?;
        let standing: String = taken.iter().copied().map(char::from).collect();
        let good = Plausibility::of(&text);
        let gain = Plausibility::of(&standing).cost - good.cost;
        let readable = !text.chars().any(|c| matches!(Shape::of(c), Shape::Control | Shape::Missing));
        let proved = taken.iter().copied().any(is_control) && gain >= GAIN && good.mean() <= GOOD;
        (readable && proved && !is_chance(taken, &text)).then_some(Run { bytes, text, gain })
    }
}

/// Controls that UTF-16 leaves at least, if no wide characters come out: one or two in clean text are separators of data.
const LEAST_CONTROLS: usize = 3;

/// Whether so few controls stand there that text has them, or half of the letters that come out are of no text.
fn is_chance(bytes: &[u8], text: &str) -> bool {
    let controls = bytes.iter().copied().filter(|&byte| is_control(byte)).count();
    let others: Vec<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    let rare = others.iter().filter(|&&c| is_rare(c)).count();
    let wide = others.iter().any(|&c| Shape::of(c) == Shape::Wide);
    rare > 0 && rare * 2 >= others.len() || !wide && controls < LEAST_CONTROLS
}

/// Whether a letter is of a script that legacy text is not written in, or of phonetics.
fn is_rare(c: char) -> bool {
    Shape::of(c) == Shape::Other || matches!(c, '\u{180}'..='\u{36f}')
}

/// The steps where NULs are still there.
const STEPS: [Step; 2] = [Step::Clean, Step::Unit];

/// Nats for a letter of an alphabet, and for a surrogate, which are about what they cost on the mean.
const LETTER: f32 = 2.8;
const SURROGATE: f32 = 6.0;

/// Nats for a letter of a script that legacy text is not written in, or of phonetics.
const RARE_LETTER: f32 = 8.0;

/// The shape of a unit and what it costs behind another.
fn cost(previous: Shape, unit: u16) -> (Shape, f32) {
    let Some(c) = char::from_u32(unit.into()) else { return (Shape::OddSign, SURROGATE) };
    let shape = Shape::of(c);
    let letter = match shape {
        Shape::Wide => {
            WIDE_LANGUAGES.into_iter().map(|language| Ranks::of(c).cost(language)).fold(f32::INFINITY, f32::min)
        }
        _ if is_rare(c) => RARE_LETTER,
        _ if shape.is_letter() => LETTER,
        _ => 0.0,
    };
    (shape, step(previous, shape) + letter)
}
