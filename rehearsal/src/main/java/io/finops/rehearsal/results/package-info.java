/** What runs leave behind as metrics. */
@NullMarked
package io.finops.rehearsal.results;

import org.jspecify.annotations.NullMarked;
