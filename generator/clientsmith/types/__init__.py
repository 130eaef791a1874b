"""Python types as values, and questions about types of the IR.

`expressions` and `imports` are what annotations are made of, `annotations` translates IR types,
`predicates`, `directions`, `narrowing` and `declarations` answer questions about them.
"""
