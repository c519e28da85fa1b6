/** Days that cost more than they should: found by AWS, and by our own robust detection. */
@NullMarked
package io.finops.costexporter.anomaly;

import org.jspecify.annotations.NullMarked;
