//! Where the lines of a text were wrapped: the margin, measured from the text itself.
//!
//! A program that wraps at a margin breaks a line where the next word would have passed it. Each such break so tells a
//! range of margins: at least as wide as the line, and narrower than the line with that word. The margin that lies in
//! most of these ranges is the document's; breaks whose range it does not lie in were made by a person.

use std::ops::Range;

use crate::text::width::{Measure, Width};

/// The widest margin that is looked for. Nobody wraps text wider, and paragraphs that are one line each are.
pub(super) const WIDEST: u32 = 200;

/// The narrowest: 15 Han characters. Narrower lines are those of poems, addresses and tables.
const NARROWEST: u32 = 30;

/// A margin, and what it was measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Margin {
    measure: Measure,
    width: u32,
}

impl Margin {
    /// Whether a line with `next` behind it would have kept the margin.
    pub(super) fn holds(&self, line: Width, next: Width) -> bool {
        line.by(self.measure) + next.by(self.measure) <= self.width
    }

    /// Whether a line passes the margin although it could have been broken before it.
    pub(super) fn is_contradicted(&self, line: Width, breakable: Width) -> bool {
        (breakable.by(self.measure)..line.by(self.measure)).contains(&self.width)
    }

    /// The margin, in what it was measured in.
    pub(super) fn width(&self) -> usize {
        self.width as usize
    }

    /// Whether a line is at least `share` of the margin wide.
    pub(super) fn is_filled(&self, line: Width, share: f32) -> bool {
        line.by(self.measure) as f32 >= share * self.width as f32
    }
}

/// A line, and the break behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// The number of the block that it stands in.
    pub(super) block: u32,
    /// The line's width.
    pub(super) line: Width,
    /// How wide it was where it could first have been broken.
    pub(super) breakable: Width,
    /// What its end says; nothing where its paragraph ends for certain.
    pub(super) end: Option<Break>,
}

/// A break within a paragraph, or between two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Break {
    /// The width of what went to the next line, and of the space before it.
    pub(super) next: Width,
    /// No punctuation stands before the break.
    pub(super) in_clause: bool,
    /// How the next line starts, where no sentence ends before it.
    pub(super) case: Case,
}

/// How a line starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Small,
    Capital,
    /// With something that tells nothing.
    None,
}

/// The margin that the lines of one kind of text tell of, where there is one.
pub(super) fn margin_of(seen: &[Seen]) -> Option<Margin> {
    let breaks = seen.iter().filter(|line| line.end.is_some()).count();
    let contradicting = most_contradicting(breaks) as i32;
    let mut best: Option<(i32, Margin)> = None;
    for measure in [Measure::Cells, Measure::Chars, Measure::EastAsianCells] {
        let told_before = measure != Measure::Cells && seen.iter().all(|line| line.is_as_wide(measure));
        let found = if told_before { None } else { best_width(seen, measure, contradicting) };
        let Some(found) = found.filter(|found| best.is_none_or(|(most, _)| found.forced > most)) else { continue };
        if Breaks::of(seen, found.margin).prove(&found) {
            best = Some((found.forced, found.margin));
        }
    }
    best.map(|(_, margin)| margin)
}

impl Seen {
    /// Whether `measure` says of the line what cells say.
    fn is_as_wide(&self, measure: Measure) -> bool {
        let next = self.end.map_or(Width::default(), |end| end.next);
        [self.line, self.breakable, next].iter().all(|width| width.by(measure) == width.cells)
    }
}

/// A margin, and what speaks for it.
#[derive(Debug)]
struct Found {
    margin: Margin,
    /// How many breaks it forced: any, and in the middle of a clause.
    forced: i32,
    in_clause: i32,
}

/// The breaks in blocks that a margin may have wrapped: those with a line that is no short one. The others are signatures,
/// addresses and stanzas beside the text.
#[derive(Debug, Default)]
struct Breaks {
    all: i32,
    /// In the middle of a clause; a short line above one that may start a sentence is a title, and no clause.
    in_clause: i32,
    /// Of those behind which a sentence goes on, by how the next line starts.
    capital: i32,
    small: i32,
}

impl Breaks {
    fn of(seen: &[Seen], margin: Margin) -> Self {
        let mut breaks = Self::default();
        let blocks = seen.chunk_by(|line, next| line.block == next.block);
        let wide = blocks.filter(|block| block.iter().any(|line| margin.is_filled(line.line, FILLED)));
        for (line, end) in wide.flatten().filter_map(|line| Some((line.line, line.end?))) {
            let is_title = end.case != Case::Small && !margin.is_filled(line, FILLED);
            breaks.all += 1;
            breaks.in_clause += i32::from(end.in_clause && !is_title);
            breaks.capital += i32::from(end.case == Case::Capital);
            breaks.small += i32::from(end.case == Case::Small);
        }
        breaks
    }

    /// Whether what was found is a margin and no accident.
    fn prove(&self, found: &Found) -> bool {
        let alone = self.all == 1 && self.small == 1 && found.margin.width >= WIDE;
        let in_clause = (LEAST_CLAUSES * self.in_clause as f32).max(LEAST_IN_CLAUSE * found.forced as f32);
        (found.forced >= FEWEST_FORCED || alone)
            && found.forced as f32 >= LEAST_FORCED * self.all as f32
            && found.in_clause as f32 >= in_clause
            && !self.are_of_verse()
    }

    /// Verses start with a capital each; of the lines that a margin broke within sentences few do, even where nouns have one.
    fn are_of_verse(&self) -> bool {
        self.capital >= FEWEST_CAPITALS && self.capital as f32 >= CAPITALS_IN_VERSE * (self.capital + self.small) as f32
    }
}

/// One place for each width, and one for all that is wider than [`WIDEST`].
const PLACES: usize = WIDEST as usize + 2;

/// How many ranges of widths start, less how many end, at one width.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    /// The margins that a line contradicts.
    contradicted: i32,
    /// The margins that would have forced a break: any, and one in the middle of a clause.
    forced: i32,
    in_clause: i32,
}

/// The width by which most breaks were forced, where no more lines than so many contradict it.
fn best_width(seen: &[Seen], measure: Measure, contradicting: i32) -> Option<Found> {
    let mut sum = Place::default();
    let mut best: Option<Found> = None;
    for (width, place) in (0..=WIDEST).zip(&places(seen, measure)) {
        sum.contradicted += place.contradicted;
        sum.forced += place.forced;
        sum.in_clause += place.in_clause;
        let most = best.as_ref().map_or(0, |best| best.forced);
        if width >= NARROWEST && sum.contradicted <= contradicting && sum.forced > most {
            best = Some(Found { margin: Margin { measure, width }, forced: sum.forced, in_clause: sum.in_clause });
        }
    }
    best
}

/// The ranges of margins that the lines tell of.
fn places(seen: &[Seen], measure: Measure) -> [Place; PLACES] {
    let mut places = [Place::default(); PLACES];
    for line in seen {
        let width = line.line.by(measure);
        count(&mut places, line.breakable.by(measure)..width, |place| &mut place.contradicted);
        let Some(end) = line.end.filter(|_| width <= WIDEST) else { continue };
        let forcing = width..width + end.next.by(measure);
        count(&mut places, forcing.clone(), |place| &mut place.forced);
        if end.in_clause {
            count(&mut places, forcing, |place| &mut place.in_clause);
        }
    }
    places
}

/// Adds a range of widths to one kind of the sums.
fn count(places: &mut [Place; PLACES], range: Range<u32>, sum: impl Fn(&mut Place) -> &mut i32) {
    for (at, change) in [(range.start, 1), (range.end, -1)] {
        if let Some(place) = places.get_mut((at as usize).min(PLACES - 1)) {
            *sum(place) += change;
        }
    }
}

/// How many of `lines` lines may be wider than a margin although they could have been broken before it: one, and one in
/// fifty.
pub(super) fn most_contradicting(lines: usize) -> usize {
    1 + lines / 50
}

/// One break can be forced by chance, and proves no margin but in one case: it is the only one, the line before it is at
/// least so wide, as no verse is, and the sentence goes on behind it with a small letter.
const FEWEST_FORCED: i32 = 2;
const WIDE: u32 = 60;

/// A line that is wide in comparison with the margin and ends inside a sentence was wrapped, if not where we would
/// have wrapped it: programs differ in what they keep together.
pub(super) const FILLED: f32 = 0.6;

/// So many lines that start with a capital within a sentence, and of all that start within one such a share, make verse.
/// German, where every third word is a noun, comes to a half.
const FEWEST_CAPITALS: i32 = 4;
const CAPITALS_IN_VERSE: f32 = 0.9;

/// Of all breaks, the share that the margin must have forced. Wrapped text whose paragraphs are two lines each, with
/// nothing between them, has a half; lines of a poem, as wide as they please, a tenth.
const LEAST_FORCED: f32 = 0.35;

/// Of the breaks that the margin forced, the share that stand in the middle of a clause. Wrapping does not look at
/// punctuation, and a few lines may all end in some by chance; verses of one length all do.
const LEAST_IN_CLAUSE: f32 = 0.25;

/// So of all breaks, no fewer stand in the middle of a clause where there is a margin to be believed.
pub(super) const LEAST_IN_CLAUSE_OF_ALL: f32 = LEAST_IN_CLAUSE * LEAST_FORCED;

/// Of the breaks in the middle of a clause, the share that the margin forced. Only a margin breaks a clause, and the end of
/// a title: the margin that fits a list of titles best forces half of their ends.
const LEAST_CLAUSES: f32 = 0.65;
