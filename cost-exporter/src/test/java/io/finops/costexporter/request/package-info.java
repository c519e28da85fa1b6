@NullMarked
package io.finops.costexporter.request;

import org.jspecify.annotations.NullMarked;
