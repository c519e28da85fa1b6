@NullMarked
package io.finops.costexporter.config;

import org.jspecify.annotations.NullMarked;
