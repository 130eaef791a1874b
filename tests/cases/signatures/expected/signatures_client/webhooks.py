"""Signature verification for requests sent by the API: `StandardWebhooks` and `HMACSignature`."""

from ._runtime.webhooks.signatures import HMACSignature as HMACSignature
from ._runtime.webhooks.signatures import StandardWebhooks as StandardWebhooks
from ._runtime.webhooks.signatures import Verifier as Verifier
