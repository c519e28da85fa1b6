package io.finops.report.content;

import java.util.List;

/** A section, and what of it belongs at the top. */
record Part(Section section, List<Headline> headlines) {}
