/** {@code ./stack alert-test}: one real test notification to one channel, and whether it arrived. */
@NullMarked
package io.finops.rehearsal.alerttest;

import org.jspecify.annotations.NullMarked;
