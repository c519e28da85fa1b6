@NullMarked
package io.finops.traffic.verdict;

import org.jspecify.annotations.NullMarked;
