# A daily export of AWS's bill in the FOCUS format into a bucket of its own, and a policy to read it with.
# For the payer's account; Data Exports exist in us-east-1 only. See docs/focus.md.

terraform {
  required_version = ">= 1.5"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.38"
    }
  }
}

data "aws_caller_identity" "payer" {}

data "aws_partition" "current" {}

resource "aws_s3_bucket" "exports" {
  bucket = var.bucket
}

resource "aws_s3_bucket_public_access_block" "exports" {
  bucket                  = aws_s3_bucket.exports.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "exports" {
  bucket = aws_s3_bucket.exports.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

data "aws_iam_policy_document" "delivery" {
  statement {
    sid       = "DataExportsWrite"
    actions   = ["s3:PutObject", "s3:GetBucketPolicy"]
    resources = [aws_s3_bucket.exports.arn, "${aws_s3_bucket.exports.arn}/*"]

    principals {
      type        = "Service"
      identifiers = ["bcm-data-exports.amazonaws.com", "billingreports.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.payer.account_id]
    }

    condition {
      test     = "StringLike"
      variable = "aws:SourceArn"
      values = [
        "arn:${data.aws_partition.current.partition}:bcm-data-exports:us-east-1:${data.aws_caller_identity.payer.account_id}:export/*",
        "arn:${data.aws_partition.current.partition}:cur:us-east-1:${data.aws_caller_identity.payer.account_id}:definition/*",
      ]
    }
  }
}

resource "aws_s3_bucket_policy" "delivery" {
  bucket = aws_s3_bucket.exports.id
  policy = data.aws_iam_policy_document.delivery.json
}

resource "aws_bcmdataexports_export" "focus" {
  depends_on = [aws_s3_bucket_policy.delivery]

  export {
    name = var.name

    data_query {
      query_statement = "SELECT ${join(", ", var.columns)} FROM FOCUS_1_0_AWS"
    }

    destination_configurations {
      s3_destination {
        s3_bucket = aws_s3_bucket.exports.bucket
        s3_prefix = var.prefix
        s3_region = aws_s3_bucket.exports.region

        s3_output_configurations {
          # Each run replaces the month's files and writes its manifest last: what cost-exporter waits for.
          overwrite   = "OVERWRITE_REPORT"
          format      = "PARQUET"
          compression = "PARQUET"
          output_type = "CUSTOM"
        }
      }
    }

    refresh_cadence {
      frequency = "SYNCHRONOUS"
    }
  }
}

# For cost-exporter, or whoever copies the export to a folder: nothing but this bucket, and only reading.
data "aws_iam_policy_document" "reader" {
  statement {
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.exports.arn]
  }

  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.exports.arn}/${var.prefix}/*"]
  }
}

resource "aws_iam_policy" "reader" {
  name   = "${var.name}-reader"
  policy = data.aws_iam_policy_document.reader.json
}
