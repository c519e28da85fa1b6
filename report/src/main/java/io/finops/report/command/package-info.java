/** The program: one report into a file, or a page that is always of the last hour. */
@NullMarked
package io.finops.report.command;

import org.jspecify.annotations.NullMarked;
