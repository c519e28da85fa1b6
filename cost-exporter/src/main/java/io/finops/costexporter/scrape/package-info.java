/** {@code GET /metrics}: the page's bytes are made once, only what lives is written for each scrape. */
@NullMarked
package io.finops.costexporter.scrape;

import org.jspecify.annotations.NullMarked;
