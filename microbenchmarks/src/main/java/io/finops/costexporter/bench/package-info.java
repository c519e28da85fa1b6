/** The bench command: what a page costs to build and to serve, beside the bare client library. */
@NullMarked
package io.finops.costexporter.bench;

import org.jspecify.annotations.NullMarked;
