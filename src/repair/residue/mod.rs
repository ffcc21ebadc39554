//! Markup that an extractor left in the text: tags, whole or cut, comments, lines of scripts and style sheets.

mod code;
mod mention;
mod names;
mod tag;

use std::ops::Range;

use memchr::memchr3_iter;

use crate::edit::Edits;
use crate::pass::Pass;
use crate::repair::residue::mention::Subject;
use crate::repair::residue::names::Effect;
use crate::repair::residue::tag::{Hidden, Kind, Token};
use crate::signs::Signs;
use crate::text::lines::floor_boundary;
use crate::view::Text;

/// The pass `repair/residue`: removes markup, and leaves the breaks that it stood for.
#[derive(Debug)]
pub(super) struct Residue;

impl Pass for Residue {
    fn name(&self) -> &'static str {
        "repair/residue"
    }

    fn run(&self, text: &Text<'_>, edits: &mut Edits) {
        if !text.shows(Signs::ANGLE | Signs::AMPERSAND | Signs::STATEMENT) {
            return;
        }
        let mut tokens = tokens(text);
        let subject = Subject::of(text, &tokens);
        tokens.retain(|token| subject.is_residue(text, token));
        let mut lines = code::lines(text).into_iter().peekable();
        for group in groups(text, &tokens) {
            let (start, end) =
                (group.first().map_or(0, |first| first.at.start), group.last().map_or(0, |last| last.at.end));
            while let Some(line) = lines.next_if(|line| line.end <= start) {
                edits.delete(line, "script-line");
            }
            while lines.next_if(|line| line.start < end).is_some() {}
            remove(text, group, edits);
        }
        lines.for_each(|line| edits.delete(line, "script-line"));
    }
}

/// All markup, from left to right and disjoint.
fn tokens(text: &str) -> Vec<Token> {
    let mut hidden = Hidden::new(text);
    let mut tokens: Vec<Token> = Vec::new();
    for at in memchr3_iter(b'<', b'>', b'&', text.as_bytes()) {
        let end = tokens.last().map_or(0, |token| token.at.end);
        if at < end {
            continue;
        }
        let token = match text.as_bytes().get(at) {
            Some(b'<') => hidden.at(at).or_else(|| tag::at_bracket(text, at)),
            Some(b'&') => tag::escaped(text, at),
            _ => tag::closing_half(text, at).or_else(|| half_at_line_start(text, at)),
        };
        tokens.extend(token.filter(|token| token.at.start >= end));
    }
    tokens
}

/// The half tag that starts the line in which `>` stands at `at`.
fn half_at_line_start(text: &str, at: usize) -> Option<Token> {
    let from = floor_boundary(text, at.saturating_sub(LONGEST_HALF));
    let start = from + text.get(from..at)?.rfind('\n').map_or(0, |newline| newline + 1);
    let first = start == 0 || text.as_bytes().get(start - 1) == Some(&b'\n');
    tag::at_line_start(text, start).filter(|token| first && token.at.end == at + 1)
}

/// How far a tag that lost its start reaches at most.
const LONGEST_HALF: usize = 512;

/// Tokens with nothing but blanks between them.
fn groups<'t>(text: &'t str, tokens: &'t [Token]) -> impl Iterator<Item = &'t [Token]> {
    tokens.chunk_by(|a, b| text.get(a.at.end..b.at.start).is_some_and(|between| between.trim().is_empty()))
}

/// Removes a group, and puts in the break that it stood for, where it is not there.
fn remove(text: &str, group: &[Token], edits: &mut Edits) {
    let mut missing = missing_break(text, group);
    let breaks = missing.contains('\n');
    let end = group.last().map_or(0, |last| last.at.end);
    for token in group {
        let break_ = std::mem::take(&mut missing);
        let indent = if breaks && token.at.end == end { blanks(text, end) } else { 0 };
        let at = token.at.start..token.at.end + indent;
        match (token.left, break_) {
            (Some(left), _) => edits.replace(at, &format!("{left}{break_}"), "half-tag-torn"),
            (None, "") if indent == 0 => edits.delete(whole_line(text, token), rule(token.kind)),
            (None, break_) => edits.replace(at, break_, rule(token.kind)),
        }
    }
}

/// The length of the blanks at `at`: behind a tag that becomes a line break they would indent the line.
fn blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start_matches([' ', '\t']).len()
}

fn rule(kind: Kind) -> &'static str {
    match kind {
        Kind::Tag(Effect::Block) => "block-tag",
        Kind::Tag(Effect::Break) => "line-break-tag",
        Kind::Tag(Effect::Row) => "row-tag",
        Kind::Tag(Effect::Cell) => "cell-tag",
        Kind::Tag(Effect::Inline) => "inline-tag",
        Kind::Half(_) => "half-tag",
        Kind::Hidden => "hidden",
    }
}

/// What to put in for a group: the line breaks of its tags that the extractor did not make, a tab between the cells of a
/// row, as [`innerText`](https://html.spec.whatwg.org/multipage/dom.html#the-innertext-idl-attribute) does; nothing at the
/// edges of the text.
fn missing_break(text: &str, group: &[Token]) -> &'static str {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return "" };
    let before = text.get(..first.at.start).unwrap_or_default();
    let after = text.get(last.at.end..).unwrap_or_default();
    let within = text.get(first.at.start..last.at.end).unwrap_or_default();
    if before.trim_end().is_empty() || after.trim_start().is_empty() {
        return "";
    }
    let blank = |c: char| c.is_whitespace();
    let outside = before.chars().rev().take_while(|&c| blank(c)).chain(after.chars().take_while(|&c| blank(c)));
    let there = outside.filter(|&c| c == '\n').count() + within.matches('\n').count();
    let of = |effect| group.iter().filter(move |token| token.kind.effect() == effect);
    let blocks = of(Effect::Block).count();
    match there {
        0 if blocks > 0 || of(Effect::Break).count() > 1 => "\n\n",
        0 if of(Effect::Break).count() + of(Effect::Row).count() > 0 => "\n",
        0 if of(Effect::Cell).count() > 0 => "\t",
        1 if is_seam(text, group) => "\n",
        _ => "",
    }
}

/// Whether one block ends in a line and another begins in the next, by whole tags. A single one beside a line break may be
/// a stray one in a wrapped paragraph: taken for the end of one, it made 6 in 100 pages of such tags worse.
fn is_seam(text: &str, group: &[Token]) -> bool {
    let slice = |range: Range<usize>| text.get(range).unwrap_or_default();
    let block = |token: &Token| token.kind == Kind::Tag(Effect::Block);
    group.windows(2).any(|pair| match pair {
        [a, b] => {
            let apart = slice(a.at.end..b.at.start).contains('\n');
            apart && block(a) && block(b) && slice(a.at.clone()).contains('/') && !slice(b.at.clone()).contains('/')
        }
        _ => false,
    })
}

/// What is hidden goes with its line, where it has one to itself.
fn whole_line(text: &str, token: &Token) -> Range<usize> {
    let before = text.get(..token.at.start).unwrap_or_default();
    let after = text.get(token.at.end..).unwrap_or_default();
    let alone = (before.is_empty() || before.ends_with('\n')) && after.starts_with('\n');
    if token.kind == Kind::Hidden && alone { token.at.start..token.at.end + 1 } else { token.at.clone() }
}
