//! Where the lines of a text were wrapped: the margin, measured from the text itself.
//!
//! A program that wraps at a margin breaks a line where the next word would have passed it. Each such break so tells a
//! range of margins: at least as wide as the line, and narrower than the line with that word. The margin that lies in
//! most of these ranges is the document's; breaks whose range it does not lie in were made by a person.

use crate::text::width::Width;

/// The widest margin that is looked for. Nobody wraps text wider, and paragraphs that are one line each are.
pub(super) const WIDEST: usize = 200;

/// The narrowest: 15 Han characters. Narrower lines are those of poems, addresses and tables.
const NARROWEST: usize = 30;

/// The three ways of counting that programs wrap by. Cells come first: they win ties.
pub(super) const MEASURES: usize = 3;

/// The width of a line, by each measure.
pub(super) type Widths = [u16; MEASURES];

pub(super) fn widths(width: Width) -> Widths {
    [width.cells, width.chars, width.east_asian_cells].map(|w| w.min(u32::from(u16::MAX)) as u16)
}

/// A margin, and what it was measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Margin {
    measure: usize,
    width: u16,
}

impl Margin {
    /// Whether a line with `next` behind it would have kept the margin.
    pub(super) fn holds(&self, line: &Widths, next: &Widths) -> bool {
        let (line, next) = (line.get(self.measure), next.get(self.measure));
        line.zip(next).is_some_and(|(line, next)| u32::from(*line) + u32::from(*next) <= u32::from(self.width))
    }

    /// Whether a line is at least `share` of the margin wide.
    pub(super) fn is_filled(&self, line: &Widths, share: f32) -> bool {
        line.get(self.measure).is_some_and(|&line| f32::from(line) >= share * f32::from(self.width))
    }
}

/// What was seen of one kind of text: its lines, and the breaks between neighbours.
#[derive(Debug)]
pub(super) struct Survey {
    measures: [Histogram; MEASURES],
    lines: u32,
    breaks: u32,
}

/// One place for each width, and one for all that is wider than [`WIDEST`].
const PLACES: usize = WIDEST + 2;

#[derive(Clone, Copy, Debug)]
struct Histogram {
    /// As many lines as start less lines that end to contradict a margin at each width.
    lines: [i32; PLACES],
    /// How many ranges start less how many end at each width: all breaks, and those in the middle of a clause.
    breaks: [i32; PLACES],
    clauses: [i32; PLACES],
}

impl Survey {
    pub(super) fn new() -> Self {
        let histogram = Histogram { lines: [0; PLACES], breaks: [0; PLACES], clauses: [0; PLACES] };
        Self { measures: [histogram; MEASURES], lines: 0, breaks: 0 }
    }

    /// A line so wide, that could first have been broken where it was `breakable` wide: no margin lies between.
    pub(super) fn line(&mut self, widths: &Widths, breakable: &Widths) {
        self.lines += 1;
        for ((histogram, width), breakable) in self.measures.iter_mut().zip(widths).zip(breakable) {
            count(&mut histogram.lines, usize::from(*breakable), usize::from(*width));
        }
    }

    /// A break behind a line so wide, where what stood next was so wide, its space with it.
    pub(super) fn line_break(&mut self, line: &Widths, next: &Widths, in_clause: bool) {
        self.breaks += 1;
        for ((histogram, line), next) in self.measures.iter_mut().zip(line).zip(next) {
            let (from, to) = (usize::from(*line), usize::from(*line) + usize::from(*next));
            if from <= WIDEST {
                count(&mut histogram.breaks, from, to);
                if in_clause {
                    count(&mut histogram.clauses, from, to);
                }
            }
        }
    }

    /// The margin, where there is one.
    pub(super) fn margin(&self) -> Option<Margin> {
        let mut best: Option<(i32, Margin)> = None;
        for (measure, histogram) in self.measures.iter().enumerate() {
            let Some((forced, width)) = self.best_width(histogram) else { continue };
            if best.is_none_or(|(most, _)| forced > most) {
                best = Some((forced, Margin { measure, width }));
            }
        }
        best.map(|(_, margin)| margin)
    }

    /// The width by which most breaks were forced, and how many those are, where they are enough to be believed.
    fn best_width(&self, histogram: &Histogram) -> Option<(i32, u16)> {
        let mut wider = 0;
        let (mut forced, mut in_clause) = (0, 0);
        let mut best = (0, 0, 0_u16);
        let places = histogram.lines.iter().zip(&histogram.breaks).zip(&histogram.clauses).enumerate();
        for (width, ((lines, breaks), clauses)) in places {
            wider += lines;
            forced += breaks;
            in_clause += clauses;
            if (NARROWEST..=WIDEST).contains(&width)
                && wider as f32 <= 1.0 + MOST_WIDER * self.lines as f32
                && forced > best.0
            {
                best = (forced, in_clause, width as u16);
            }
        }
        let (forced, in_clause, width) = best;
        let believed = forced >= FEWEST_FORCED
            && forced as f32 >= LEAST_FORCED * self.breaks as f32
            && in_clause as f32 >= LEAST_IN_CLAUSE * forced as f32;
        believed.then_some((forced, width))
    }
}

/// Lines wider than the margin hold a word that could not be broken: one, and this share of all.
const MOST_WIDER: f32 = 0.02;

/// One break can be forced by chance; a single one proves no margin.
const FEWEST_FORCED: i32 = 2;

/// Of all breaks, the share that the margin must have forced. Wrapped text whose paragraphs are two lines each, with
/// nothing between them, has a half; lines of a poem, as wide as they please, a tenth.
const LEAST_FORCED: f32 = 0.35;

/// Of the breaks that the margin forced, the share that stand in the middle of a clause. Wrapping does not look at
/// punctuation; verses of one length end in it.
const LEAST_IN_CLAUSE: f32 = 0.25;

/// Adds a range of widths to running sums.
fn count(places: &mut [i32; PLACES], from: usize, to: usize) {
    if let Some(place) = places.get_mut(from.min(PLACES - 1)) {
        *place += 1;
    }
    if let Some(place) = places.get_mut(to.min(PLACES - 1)) {
        *place -= 1;
    }
}
