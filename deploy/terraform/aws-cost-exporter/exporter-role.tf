# The role that reads the bill. The policies are the very files that docs/cost-exporter.md explains.
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [var.oidc_provider_arn]
    }
    # This service account and no other, for this purpose and no other.
    condition {
      test     = "StringEquals"
      variable = "${var.oidc_issuer}:sub"
      values   = ["system:serviceaccount:${var.namespace}:cost-exporter"]
    }
    condition {
      test     = "StringEquals"
      variable = "${var.oidc_issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "cost_exporter" {
  name                 = "${var.name}-cost-exporter"
  description          = "Reads the bill for FinOps Observability."
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "cost_exporter" {
  for_each = var.policies
  name     = each.key
  role     = aws_iam_role.cost_exporter.id
  policy   = file("${path.module}/../../../docs/iam/${each.key}.json")
}

output "service_account_annotation" {
  description = "For costExporter.serviceAccountAnnotations."
  value       = { "eks.amazonaws.com/role-arn" = aws_iam_role.cost_exporter.arn }
}
