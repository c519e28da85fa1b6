@NullMarked
package io.finops.rehearsal.results;

import org.jspecify.annotations.NullMarked;
