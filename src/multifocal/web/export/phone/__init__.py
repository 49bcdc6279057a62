"""The diary on the phone: a page of the export whose scripts do what `multifocal.diary` does, with
the same nouns and the same file, and store entries in the browser alone."""
