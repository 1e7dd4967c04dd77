-- Erasing a person reaches the call behind an order: when its caller was erased. What arrives of such a call
-- afterwards is kept without its body.
alter table calls add column erased_at timestamptz;
