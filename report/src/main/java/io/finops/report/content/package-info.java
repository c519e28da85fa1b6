/** What the report says: its sections, and the lines at its top. */
@NullMarked
package io.finops.report.content;

import org.jspecify.annotations.NullMarked;
