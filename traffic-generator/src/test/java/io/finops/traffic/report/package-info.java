@NullMarked
package io.finops.traffic.report;

import org.jspecify.annotations.NullMarked;
