/** What Resend says instead of doing it: its error body is `{statusCode, name, message}`. */
export type Refusal = { status: number; name: string; message: string };

export function refusal(status: number, name: string, message: string): Refusal {
  return { status, name, message };
}

export const invalid = (message: string) => refusal(422, 'validation_error', message);
export const missing = (field: string) => refusal(422, 'missing_required_field', `Missing \`${field}\` field.`);
export const notFound = (message: string) => refusal(404, 'not_found', message);

export const missingApiKey = refusal(401, 'missing_api_key', 'Missing API key in the authorization header.');
export const invalidApiKey = refusal(403, 'invalid_api_key', 'API key is invalid.');
export const restrictedApiKey = refusal(401, 'restricted_api_key', 'This API key is restricted to only send emails.');

export const notJson = refusal(400, 'validation_error', 'The request body is not valid JSON.');

export const invalidIdempotencyKey = refusal(
  400,
  'invalid_idempotency_key',
  'Idempotency keys, if present, must have between 1 and 256 characters.',
);
export const invalidIdempotentRequest = refusal(
  409,
  'invalid_idempotent_request',
  'This idempotency key has been used within the last 24 hours, but the request does not match the original request.',
);
export const concurrentIdempotentRequests = refusal(
  409,
  'concurrent_idempotent_requests',
  'There is another request in progress with the same idempotency key.',
);

export const rateLimitExceeded = (limit: number) =>
  refusal(429, 'rate_limit_exceeded', `Too many requests. You can only make ${limit} requests per second.`);
export const dailyQuotaExceeded = refusal(429, 'daily_quota_exceeded', 'You have reached your daily email quota.');
export const monthlyQuotaExceeded = refusal(
  429,
  'monthly_quota_exceeded',
  'You have reached your monthly email quota.',
);

export const templatesNotAllowed = refusal(403, 'invalid_access', 'Templates are not available to this account.');

export const unverifiedDomain = (domain: string) =>
  refusal(
    403,
    'validation_error',
    `The ${domain} domain is not verified. Please, add and verify your domain on https://resend.com/domains`,
  );
