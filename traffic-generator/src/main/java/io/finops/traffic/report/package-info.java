/** What a run tells: progress while it lasts, and the files that it leaves. */
@NullMarked
package io.finops.traffic.report;

import org.jspecify.annotations.NullMarked;
