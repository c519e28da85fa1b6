output "sync" {
  description = "Brings the export to the folder that cost-exporter reads"
  value       = "aws s3 sync --delete s3://${aws_s3_bucket.exports.bucket}/${var.prefix}/${var.name} /exports/aws"
}

output "reader_policy_arn" {
  description = "To attach to whoever runs it"
  value       = aws_iam_policy.reader.arn
}
