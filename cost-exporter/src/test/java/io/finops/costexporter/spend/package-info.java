@NullMarked
package io.finops.costexporter.spend;

import org.jspecify.annotations.NullMarked;
