"""What is measured on the graphs: one definition a module, taken once per study, combined by the analyses above."""
