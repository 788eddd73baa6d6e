"""A round in sentences for somebody who was not there, part by part."""
