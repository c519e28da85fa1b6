output "bucket" {
  description = "For cost-exporter.focus[].bucket"
  value       = { name = aws_s3_bucket.exports.bucket, prefix = "${var.prefix}/${var.name}/", region = aws_s3_bucket.exports.region }
}

output "sync" {
  description = "Or brings the export to a folder that cost-exporter reads"
  value       = "aws s3 sync --delete s3://${aws_s3_bucket.exports.bucket}/${var.prefix}/${var.name} /exports/aws"
}

output "reader_policy_arn" {
  description = "To attach to whoever runs it"
  value       = aws_iam_policy.reader.arn
}
