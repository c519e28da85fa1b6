@NullMarked
package io.finops.traffic.http;

import org.jspecify.annotations.NullMarked;
