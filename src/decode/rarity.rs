//! How rare each encoding is: what it costs before a byte is read, in nats. That is how much rarer it is on the web than
//! windows-1252, rounded, and no more than a few letters can make up for.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, IBM866, ISO_8859_2, ISO_8859_3, ISO_8859_4, ISO_8859_5, ISO_8859_6,
    ISO_8859_7, ISO_8859_8, ISO_8859_10, ISO_8859_13, ISO_8859_14, ISO_8859_15, ISO_8859_16, KOI8_R, KOI8_U, MACINTOSH,
    SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258, X_MAC_CYRILLIC,
};

/// The single-byte encodings.
pub(super) const SINGLE_BYTE: [(&Encoding, f32); 27] = [
    (WINDOWS_1252, 0.0),
    (WINDOWS_1251, 0.5),
    (WINDOWS_1250, 1.0),
    (WINDOWS_1256, 1.0),
    (WINDOWS_1254, 1.0),
    (WINDOWS_1253, 1.0),
    (WINDOWS_1255, 1.0),
    (WINDOWS_1257, 1.5),
    (WINDOWS_1258, 2.0),
    (WINDOWS_874, 1.0),
    (ISO_8859_2, 1.0),
    (ISO_8859_15, 1.5),
    (ISO_8859_5, 2.0),
    (ISO_8859_7, 1.5),
    (ISO_8859_6, 2.0),
    (ISO_8859_8, 2.0),
    (KOI8_R, 1.0),
    (KOI8_U, 1.5),
    (IBM866, 2.0),
    (ISO_8859_13, 2.5),
    (ISO_8859_4, 3.0),
    (ISO_8859_16, 3.0),
    (ISO_8859_3, 4.0),
    (ISO_8859_10, 4.0),
    (ISO_8859_14, 4.0),
    (MACINTOSH, 4.0),
    (X_MAC_CYRILLIC, 2.0),
];

/// The others.
pub(super) const MULTI_BYTE: [(&Encoding, f32); 8] = [
    (UTF_8, 0.0),
    (GBK, 0.5),
    (SHIFT_JIS, 1.0),
    (EUC_KR, 1.0),
    (BIG5, 1.0),
    (EUC_JP, 1.5),
    (UTF_16LE, 5.0),
    (UTF_16BE, 6.0),
];
