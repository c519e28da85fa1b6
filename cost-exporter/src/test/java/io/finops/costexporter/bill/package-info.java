@NullMarked
package io.finops.costexporter.bill;

import org.jspecify.annotations.NullMarked;
