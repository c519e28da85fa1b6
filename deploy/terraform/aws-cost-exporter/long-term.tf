data "aws_caller_identity" "current" {}

resource "aws_s3_bucket" "long_term" {
  count  = var.long_term_bucket ? 1 : 0
  bucket = "${var.name}-metrics-${data.aws_caller_identity.current.account_id}"
}

resource "aws_s3_bucket_public_access_block" "long_term" {
  count                   = var.long_term_bucket ? 1 : 0
  bucket                  = aws_s3_bucket.long_term[0].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "long_term" {
  count  = var.long_term_bucket ? 1 : 0
  bucket = aws_s3_bucket.long_term[0].id
  # The store deletes what is too old itself; uploads that were broken off cost money and nobody sees them.
  rule {
    id     = "unfinished-uploads"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
