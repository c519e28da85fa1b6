/** Holds the dashboards to their contract: names that exist, units, descriptions, pinned cost figures. */
@NullMarked
package io.finops.rehearsal.dashboards;

import org.jspecify.annotations.NullMarked;
