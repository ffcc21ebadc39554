//! What a line of a page is.

/// What a line of a page is, by what it says and how it looks.
///
/// A class is not yet a verdict: a line of any class but `Text` is furniture only where it stands among other furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum LineClass {
    /// Running text.
    Text,
    /// A short line that nothing is known about: a heading, a name, a verse, a headline.
    Short,
    /// Menus, paths through the site, pagers, search, accounts, printing.
    Navigation,
    /// Sharing, following, subscribing, apps and their codes.
    Sharing,
    /// Numbers of comments, calls to write one, forms for it.
    Comments,
    /// Headings of lists of other articles.
    Related,
    /// Rights, cookies, advertising, registrations, contacts.
    Notice,
    /// Who wrote the text and when, where it is from, how often it was read, its tags.
    Metadata,
}

impl LineClass {
    /// The name in reports, in kebab-case.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Short => "short",
            Self::Navigation => "navigation",
            Self::Sharing => "sharing",
            Self::Comments => "comments",
            Self::Related => "related",
            Self::Notice => "notice",
            Self::Metadata => "metadata",
        }
    }

    /// The class that is called `name` in a list of phrases.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let all = [Self::Navigation, Self::Sharing, Self::Comments, Self::Related, Self::Notice, Self::Metadata];
        all.into_iter().find(|class| class.name() == name)
    }
}
