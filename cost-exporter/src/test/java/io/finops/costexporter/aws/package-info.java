/** Tests of the ways to AWS. */
@NullMarked
package io.finops.costexporter.aws;

import org.jspecify.annotations.NullMarked;
