/** What AWS recommends to do, and what it would save. */
@NullMarked
package io.finops.costexporter.recommendation;

import org.jspecify.annotations.NullMarked;
