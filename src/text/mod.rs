//! Pure functions on text that several stages share. Nothing here knows an edit or a stage.
