//! What the name of a host says about the language of its pages.

use crate::decode::domain_table::LANGUAGES;

/// The languages of the country that a host is of, as BCP 47 writes them; none where its name says nothing.
pub(super) fn languages(host: &str) -> impl Iterator<Item = &'static str> {
    let name = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let of = move |domains: &[&str]| domains.iter().any(|domain| domain.eq_ignore_ascii_case(name));
    LANGUAGES.into_iter().filter(move |(_, domains)| of(domains)).map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::languages;

    #[test]
    fn a_host_is_of_the_country_of_its_last_label() {
        let of = |host| languages(host).collect::<Vec<_>>();
        assert_eq!(of("www.example.ee"), ["et"]);
        assert_eq!(of("TW"), ["zh-Hant"]);
        assert_eq!(of("example.be."), ["de", "fr", "nl"]);
        assert_eq!(of("xn--e1afmkfd.xn--p1ai"), ["ru"]);
        assert!(of("ee.example.com").is_empty() && of("").is_empty() && of("192.0.2.1").is_empty());
    }
}
